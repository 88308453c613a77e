package dev.kecs.engine.kubernetes.k3d;

import dev.kecs.ecs.engine.ClusterPlan;
import dev.kecs.engine.kubernetes.program.ProgramException;
import dev.kecs.engine.kubernetes.program.Programs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The k3d CLI's commands as KECS gives them. Stateless. (k3d 5; source: `k3d cluster create --help`.)
record K3d(Programs programs, K3dSettings settings) {
    static final String INSTANCE = "dev.kecs.instance";
    static final String CLUSTER = "dev.kecs.cluster";
    private static final Duration CREATION = Duration.ofMinutes(10);
    private static final Duration LIMIT = Duration.ofMinutes(5);

    /// All nodes, and the container in front of them.
    private static final String EVERY_CONTAINER = "@server:*;loadbalancer";

    /// The user's kubeconfig and current context stay as they are. Everything that is published is so at
    /// 127.0.0.1 only; the API server at a port that Docker chooses.
    List<String> creation(K3dName name, ClusterPlan plan) {
        List<String> command = new ArrayList<>(List.of(
                "k3d",
                "cluster",
                "create",
                name.value(),
                "--kubeconfig-update-default=false",
                "--kubeconfig-switch-context=false",
                "--api-port",
                "127.0.0.1:0",
                "--runtime-label",
                INSTANCE + "=" + K3dName.mark(settings.instance()) + EVERY_CONTAINER,
                "--runtime-label",
                CLUSTER + "=" + plan.cluster() + EVERY_CONTAINER));
        settings.image().ifPresent(image -> command.addAll(List.of("--image", image)));
        if (plan.ingressPort().isPresent()) {
            command.addAll(List.of("--port", "127.0.0.1:" + plan.ingressPort().getAsInt() + ":80@loadbalancer"));
        } else {
            command.addAll(List.of("--k3s-arg", "--disable=traefik@server:*"));
        }
        return List.copyOf(command);
    }

    void create(K3dName name, ClusterPlan plan) throws ProgramException, InterruptedException {
        programs.run(creation(name, plan), CREATION);
    }

    void start(K3dName name) throws ProgramException, InterruptedException {
        run("cluster", "start", name.value());
    }

    void stop(String name) throws ProgramException, InterruptedException {
        run("cluster", "stop", name);
    }

    void delete(K3dName name) throws ProgramException, InterruptedException {
        run("cluster", "delete", name.value());
    }

    String kubeconfig(K3dName name) throws ProgramException, InterruptedException {
        return run("kubeconfig", "get", name.value());
    }

    void importImages(K3dName name, List<String> images) throws ProgramException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("k3d", "image", "import", "--cluster", name.value()));
        command.addAll(images);
        programs.run(command, LIMIT);
    }

    private String run(String... arguments) throws ProgramException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("k3d"));
        command.addAll(Arrays.asList(arguments));
        return programs.run(command, LIMIT);
    }
}
