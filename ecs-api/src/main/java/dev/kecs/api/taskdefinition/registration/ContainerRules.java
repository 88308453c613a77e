package dev.kecs.api.taskdefinition.registration;

import dev.kecs.api.action.Refusal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.HealthCheck;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.Secret;
import software.amazon.awssdk.services.ecs.model.Ulimit;

/// What must hold for each container by itself, and for their names together.
///
/// @param taskMemory in MiB
record ContainerRules(List<ContainerDefinition> containers, Optional<String> taskMemory) {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,255}");

    void check() {
        if (containers.isEmpty()) {
            throw Refusal.client("containerDefinitions: Container list cannot be empty.");
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < containers.size(); i++) {
            ContainerDefinition container = containers.get(i);
            Path path = Path.ofContainer(i);
            checkName(container, path);
            if (!names.add(container.name())) {
                throw path.member("name").refused("'" + container.name() + "' is there twice.");
            }
            checkMemory(container, path);
            checkEnvironment(container, path);
            checkLimits(container.ulimits(), path);
            if (container.healthCheck() != null) {
                checkHealth(container.healthCheck(), path.member("healthCheck"));
            }
        }
        if (containers.stream().allMatch(container -> Boolean.FALSE.equals(container.essential()))) {
            throw Refusal.client(
                    "containerDefinitions: Invalid 'essential' setting: at least one container must be essential.");
        }
    }

    private static void checkName(ContainerDefinition container, Path path) {
        if (isBlank(container.name()) || isBlank(container.image())) {
            throw path.refused("Container.name and Container.image should not be null or empty.");
        }
        if (!NAME.matcher(container.name()).matches()) {
            throw path.member("name").refused("'" + container.name() + "' contains invalid characters.");
        }
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }

    private void checkMemory(ContainerDefinition container, Path path) {
        String invalid = "Invalid setting for container '" + container.name() + "'. ";
        Optional<Integer> hard = Optional.ofNullable(container.memory());
        Optional<Integer> soft = Optional.ofNullable(container.memoryReservation());
        if (taskMemory.isEmpty() && hard.isEmpty() && soft.isEmpty()) {
            throw path.member("memory")
                    .refused(invalid + "At least one of 'memory' or 'memoryReservation' must be specified.");
        }
        if (hard.isPresent() && soft.isPresent() && soft.get() > hard.get()) {
            throw path.member("memoryReservation")
                    .refused(invalid + "The 'memory' value must be greater than the 'memoryReservation' value.");
        }
        if (hard.isPresent() && taskMemory.isPresent() && hard.get() > Integer.parseInt(taskMemory.get())) {
            throw path.member("memory")
                    .refused(invalid + "Its 'memory' is " + hard.get() + " MiB, and the task's " + taskMemory.get()
                            + ".");
        }
    }

    private static void checkEnvironment(ContainerDefinition container, Path path) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < container.environment().size(); i++) {
            KeyValuePair variable = container.environment().get(i);
            if (isBlank(variable.name())) {
                throw path.member("environment").item(i).member("name").refused("A variable must have a name.");
            }
            names.add(variable.name());
        }
        for (int i = 0; i < container.secrets().size(); i++) {
            Secret secret = container.secrets().get(i);
            if (!names.add(secret.name())) {
                throw path.member("secrets")
                        .item(i)
                        .member("name")
                        .refused("The secret name must be unique and not shared with any new or existing environment"
                                + " variables set on the container, such as '" + secret.name() + "'.");
            }
        }
    }

    private static void checkLimits(List<Ulimit> limits, Path path) {
        for (int i = 0; i < limits.size(); i++) {
            if (limits.get(i).softLimit() > limits.get(i).hardLimit()) {
                throw path.member("ulimits")
                        .item(i)
                        .refused("The soft limit, " + limits.get(i).softLimit() + ", is above the hard limit, "
                                + limits.get(i).hardLimit() + ".");
            }
        }
    }

    private static void checkHealth(HealthCheck check, Path path) {
        List<String> command = check.command();
        boolean known = command.size() > 1 && List.of("CMD", "CMD-SHELL").contains(command.getFirst());
        if (!known) {
            throw path.member("command").refused("It begins with CMD or CMD-SHELL, and a command follows.");
        }
    }
}
