package dev.kecs.engine.kubernetes.k3d;

import dev.kecs.ecs.engine.ClusterPlan;
import dev.kecs.engine.kubernetes.program.ProgramException;
import dev.kecs.engine.kubernetes.program.Programs;
import dev.kecs.engine.kubernetes.reach.PublishedPort;
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

    /// The first node, without the load balancer in between.
    private static final String NODE_ITSELF = "@server:0:direct";

    /// The user's kubeconfig and current context stay as they are. Everything that is published is so at
    /// 127.0.0.1 only. The API server's port is given: Docker would choose another one whenever ports are added.
    /// Node ports are published by the node itself: the load balancer would cut connections at such times, idle
    /// ones after ten minutes, and those of which one side is shut (source: k3d's nginx.tmpl).
    List<String> creation(K3dName name, ClusterPlan plan, K3dPorts.Publication publication) {
        List<String> command = new ArrayList<>(List.of(
                "k3d",
                "cluster",
                "create",
                name.value(),
                "--kubeconfig-update-default=false",
                "--kubeconfig-switch-context=false",
                "--api-port",
                PublishedPort.ADDRESS + ":" + publication.apiPort(),
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
        publication.ports().forEach(port -> command.addAll(List.of("--port", mapping(port) + NODE_ITSELF)));
        return List.copyOf(command);
    }

    void create(K3dName name, ClusterPlan plan, K3dPorts.Publication publication)
            throws ProgramException, InterruptedException {
        programs.run(creation(name, plan, publication), CREATION);
    }

    /// Makes the load balancer anew, with these ports besides those that it has. k3d cannot remove any.
    void addPorts(String loadBalancer, List<PublishedPort> ports) throws ProgramException, InterruptedException {
        List<String> command = new ArrayList<>(edit(loadBalancer));
        ports.forEach(port -> command.addAll(List.of("--port-add", mapping(port))));
        programs.run(command, LIMIT);
    }

    /// Ends an [#addPorts] that outlived whoever asked for it.
    void endLeftOverEdit(String loadBalancer) {
        programs.endLeftOver(edit(loadBalancer));
    }

    private static List<String> edit(String loadBalancer) {
        return List.of("k3d", "node", "edit", loadBalancer);
    }

    private static String mapping(PublishedPort port) {
        return PublishedPort.ADDRESS + ":" + port.hostPort() + ":" + port.nodePort()
                + (port.protocol().equals("tcp") ? "" : "/" + port.protocol());
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

    /// Straight into the nodes: by way of k3d's tools node, its default, it ends with 0 even when it has failed
    /// (source: issue 1484 of k3d).
    void importImages(K3dName name, List<String> images) throws ProgramException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("k3d", "image", "import", "--mode", "direct", "--cluster", name.value()));
        command.addAll(images);
        programs.run(command, LIMIT);
    }

    private String run(String... arguments) throws ProgramException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("k3d"));
        command.addAll(Arrays.asList(arguments));
        return programs.run(command, LIMIT);
    }
}
