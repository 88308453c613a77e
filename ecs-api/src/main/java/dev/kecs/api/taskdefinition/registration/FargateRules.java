package dev.kecs.api.taskdefinition.registration;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.NetworkMode;

/// What a task definition that requires FARGATE must not have, or must have.
record FargateRules(
        List<ContainerDefinition> containers, NetworkMode mode, Optional<String> cpu, Optional<String> memory) {
    private static final int SHORTEST_TIMEOUT = 2;
    private static final int LONGEST_TIMEOUT = 120;

    void check() {
        if (mode != NetworkMode.AWSVPC) {
            throw Path.of("networkMode").refused("Fargate only supports network mode ‘awsvpc’.");
        }
        FargateSize.check(cpu, memory);
        for (int i = 0; i < containers.size(); i++) {
            ContainerDefinition container = containers.get(i);
            Path path = Path.ofContainer(i);
            checkTimeout(container.startTimeout(), path.member("startTimeout"));
            checkTimeout(container.stopTimeout(), path.member("stopTimeout"));
            if (Boolean.TRUE.equals(container.privileged())) {
                throw path.member("privileged").refused("Fargate does not run privileged containers.");
            }
        }
    }

    private static void checkTimeout(Integer seconds, Path path) {
        if (seconds != null && (seconds < SHORTEST_TIMEOUT || seconds > LONGEST_TIMEOUT)) {
            throw path.refused("On Fargate it must be between " + SHORTEST_TIMEOUT + " and " + LONGEST_TIMEOUT
                    + " seconds, and was " + seconds + ".");
        }
    }
}
