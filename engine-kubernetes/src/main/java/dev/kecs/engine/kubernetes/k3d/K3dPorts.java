package dev.kecs.engine.kubernetes.k3d;

import dev.kecs.ecs.engine.EngineException;
import dev.kecs.engine.kubernetes.program.ProgramException;
import dev.kecs.engine.kubernetes.reach.PortPool;
import dev.kecs.engine.kubernetes.reach.PublishedPort;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The node ports of one Kubernetes cluster that Docker publishes at this host: those of its node since it was made,
/// and those that `k3d node edit` has added to the load balancer in front of it. What Docker was told is the only
/// record. Stateless; see [PortPool] for who may call.
record K3dPorts(K3dName name, K3d k3d, Docker docker, HostPorts hostPorts, Readiness readiness) implements PortPool {
    private static final Logger LOG = LoggerFactory.getLogger(K3dPorts.class);

    /// Kubernetes' own default (source: kube-apiserver's `--service-node-port-range`). It gives out the lowest ones
    /// last.
    private static final int FIRST_NODE_PORT = 30_000;

    private static final int LAST_NODE_PORT = 32_767;
    private static final String BINDINGS = "{{json .HostConfig.PortBindings}}";
    private static final String API = "api";
    private static final String API_CONTAINER_PORT = "6443";

    /// What a new cluster is to publish.
    record Publication(int apiPort, List<PublishedPort> ports) {
        private List<Integer> hostPorts() {
            List<Integer> all = new ArrayList<>(List.of(apiPort));
            ports.forEach(each -> all.add(each.hostPort()));
            return all;
        }

        /// Which of the ports, if any, somebody else has taken when it was to be published.
        OptionalInt taken(ProgramException failure) {
            return hostPorts().stream()
                    .filter(port -> K3dFailures.isTaken(port, failure))
                    .mapToInt(Integer::intValue)
                    .findFirst();
        }
    }

    /// Leases what a new cluster publishes.
    ///
    /// @param count node ports
    Publication leased(int count) {
        int api = hostPorts.lease(name, List.of(API)).getFirst();
        List<Integer> nodePorts = IntStream.range(0, count)
                .map(each -> FIRST_NODE_PORT + each)
                .boxed()
                .toList();
        return new Publication(api, leased(nodePorts, "tcp"));
    }

    private List<PublishedPort> leased(List<Integer> nodePorts, String protocol) {
        List<Integer> leased =
                hostPorts.lease(name, nodePorts.stream().map(K3dPorts::purpose).toList());
        return IntStream.range(0, leased.size())
                .mapToObj(each -> new PublishedPort(leased.get(each), nodePorts.get(each), protocol))
                .toList();
    }

    private static String purpose(int nodePort) {
        return Integer.toString(nodePort);
    }

    @Override
    public String effect() {
        return "for about two seconds connections end and are refused that pass the load balancer of Kubernetes cluster "
                + name + ": those at its Traefik port and at ports that were added to it";
    }

    @Override
    public List<PublishedPort> all() throws InterruptedException {
        try {
            return found();
        } catch (ProgramException silent) {
            throw K3dFailures.of("The ports that " + name + " publishes cannot be found", silent, OptionalInt.empty());
        }
    }

    /// Nobody can tell with UDP.
    @Override
    public boolean leads(PublishedPort port) {
        return !port.protocol().equals("tcp") || readiness.lasts(port.hostPort());
    }

    private List<PublishedPort> found() throws ProgramException, InterruptedException {
        List<PublishedPort> all = new ArrayList<>(nodePorts(name.node()));
        all.addAll(nodePorts(name.loadBalancer()));
        return all;
    }

    private List<PublishedPort> nodePorts(String container) throws ProgramException, InterruptedException {
        List<PublishedPort> found = new ArrayList<>();
        for (Map.Entry<String, JsonNode> each : bindings(container).properties()) {
            String[] port = each.getKey().split("/", 2);
            int nodePort = Integer.parseInt(port[0]);
            int hostPort = each.getValue().path(0).path("HostPort").asInt(0);
            if (nodePort >= FIRST_NODE_PORT && nodePort <= LAST_NODE_PORT && hostPort > 0) {
                found.add(new PublishedPort(hostPort, nodePort, port.length > 1 ? port[1] : "tcp"));
            }
        }
        found.sort(Comparator.comparingInt(PublishedPort::nodePort));
        return found;
    }

    private JsonNode bindings(String container) throws ProgramException, InterruptedException {
        String told = docker.run("inspect", "--type", "container", "--format", BINDINGS, container)
                .strip();
        return JsonMapper.shared().readTree(told.isEmpty() ? "{}" : told);
    }

    /// What an earlier control plane was told of stays leased, so that nobody is given it while the cluster is
    /// stopped.
    ///
    /// @return all there are
    List<PublishedPort> kept() throws ProgramException, InterruptedException {
        List<PublishedPort> all = found();
        apiPort().ifPresent(port -> keep(API, port));
        all.forEach(each -> keep(purpose(each.nodePort()), each.hostPort()));
        return all;
    }

    private void keep(String purpose, int port) {
        if (!hostPorts.keep(name, purpose, port)) {
            LOG.warn("Port {} of Kubernetes cluster {} was given to somebody else meanwhile", port, name);
        }
    }

    /// Empty when Docker chooses one each time that the load balancer is started.
    private OptionalInt apiPort() throws ProgramException, InterruptedException {
        for (Map.Entry<String, JsonNode> each : bindings(name.loadBalancer()).properties()) {
            int port = each.getValue().path(0).path("HostPort").asInt(0);
            if (each.getKey().split("/", 2)[0].equals(API_CONTAINER_PORT) && port > 0) {
                return OptionalInt.of(port);
            }
        }
        return OptionalInt.empty();
    }

    @Override
    public List<PublishedPort> extend(int count, String protocol) throws InterruptedException {
        List<PublishedPort> fresh = List.of();
        try {
            repair();
            if (apiPort().isEmpty()) {
                throw new EngineException("Kubernetes cluster " + name + " was made by an earlier version, and its API"
                        + " server would be lost: create the cluster again");
            }
            Set<Integer> taken = found().stream().map(PublishedPort::nodePort).collect(Collectors.toSet());
            fresh = leased(
                    IntStream.rangeClosed(FIRST_NODE_PORT, LAST_NODE_PORT)
                            .filter(port -> !taken.contains(port))
                            .limit(count)
                            .boxed()
                            .toList(),
                    protocol);
            k3d.addPorts(name.loadBalancer(), fresh);
            return found();
        } catch (ProgramException failure) {
            giveBack(fresh);
            throw K3dFailures.of("Ports cannot be added to " + name.loadBalancer(), failure, OptionalInt.empty());
        }
    }

    /// k3d puts the old load balancer back when it cannot start the new one. There is none when the cluster was removed
    /// meanwhile.
    private void giveBack(List<PublishedPort> leased) throws InterruptedException {
        try {
            boolean gone =
                    docker.containers("k3d.cluster=" + name, "{{.Names}}").isEmpty();
            List<PublishedPort> there = gone ? List.of() : found();
            leased.stream()
                    .filter(each -> !there.contains(each))
                    .forEach(each -> hostPorts.release(name, purpose(each.nodePort())));
        } catch (ProgramException unknown) {
            LOG.warn("Ports {} stay leased: {}", leased, unknown.getMessage());
        }
    }

    /// Completes what a killed `k3d node edit` has left: it gives the load balancer another name before it makes the
    /// new one, and removes the old one when that runs.
    ///
    /// @return whether anything was left
    boolean repair() throws ProgramException, InterruptedException {
        String current = name.loadBalancer();
        k3d.endLeftOverEdit(current);
        List<String> all = docker.containers("k3d.cluster=" + name, "{{.Names}} {{.State}}");
        List<String> old = all.stream()
                .map(line -> line.split(" ", 2)[0])
                .filter(each -> each.startsWith(current + "-"))
                .toList();
        boolean replaced = all.contains(current + " running");
        for (String each : old) {
            LOG.warn("Container {} was left by a change of ports that was cut off", each);
            if (replaced) {
                docker.run("rm", "--force", "--volumes", each);
            } else {
                if (all.stream().anyMatch(line -> line.startsWith(current + " "))) {
                    docker.run("rm", "--force", "--volumes", current);
                }
                docker.run("rename", each, current);
                docker.run("start", current);
                replaced = true;
            }
        }
        return !old.isEmpty();
    }
}
