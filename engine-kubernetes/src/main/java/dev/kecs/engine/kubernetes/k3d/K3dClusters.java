package dev.kecs.engine.kubernetes.k3d;

import dev.kecs.ecs.engine.ClusterPlan;
import dev.kecs.ecs.engine.EngineException;
import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.engine.kubernetes.cluster.Kubeconfig;
import dev.kecs.engine.kubernetes.cluster.KubernetesClusters;
import dev.kecs.engine.kubernetes.cluster.KubernetesPlace;
import dev.kecs.engine.kubernetes.image.BuiltImages;
import dev.kecs.engine.kubernetes.program.ExternalPrograms;
import dev.kecs.engine.kubernetes.program.ProgramException;
import dev.kecs.engine.kubernetes.program.Programs;
import dev.kecs.engine.kubernetes.reach.PublishedPort;
import dev.kecs.engine.kubernetes.reach.Reach;
import dev.kecs.engine.kubernetes.reach.ReachWish.Route;
import dev.kecs.hostports.LeaseDirectory;
import io.fabric8.kubernetes.client.Config;
import java.nio.file.Files;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A Kubernetes cluster of its own for each ECS cluster, made by the k3d CLI in Docker. Called from any thread;
/// at most two clusters are made or started at a time. The only state is Docker's: what a killed control plane
/// left there is found by name.
public final class K3dClusters implements KubernetesClusters {
    private static final Logger LOG = LoggerFactory.getLogger(K3dClusters.class);
    private static final int AT_ONCE = 2;
    private static final String NAMESPACE = "kecs";
    private static final int API_SERVER = 6443;
    private static final int MOST_ATTEMPTS = 5;

    /// Whether Docker's containers are on this machine's own network: elsewhere they are in a virtual machine.
    private static final boolean BESIDE = System.getProperty("os.name").startsWith("Linux");

    private final K3dSettings settings;
    private final K3d k3d;
    private final Docker docker;
    private final K3dImages images;
    private final Readiness readiness;
    private final HostPorts hostPorts;
    private final K3dRemoval removal;
    private final Semaphore turns = new Semaphore(AT_ONCE, true);

    /// Over the k3d and the Docker CLI of the `PATH`. k3d is shown a kubeconfig that does not exist instead of
    /// the user's own.
    ///
    /// @param built images that are made here
    public static K3dClusters of(K3dSettings settings, BuiltImages built) {
        String none = settings.directory().resolve("none").toString();
        Programs programs = new ExternalPrograms(Map.of("KUBECONFIG", none));
        HostPorts hostPorts = new HostPorts(
                LeaseDirectory.ofUser(System.getProperty("user.name")),
                settings.ports(),
                new DockerPublishedPorts(programs),
                HostPorts::bindable);
        return new K3dClusters(settings, programs, built, NetworkReadiness.USUAL, hostPorts);
    }

    /// No image is made here.
    public static K3dClusters of(K3dSettings settings) {
        return of(settings, BuiltImages.NONE);
    }

    K3dClusters(K3dSettings settings, Programs programs, BuiltImages built, Readiness readiness, HostPorts hostPorts) {
        this.settings = settings;
        this.k3d = new K3d(programs, settings);
        this.docker = new Docker(programs);
        this.images = new K3dImages(k3d, docker, built);
        this.readiness = readiness;
        this.hostPorts = hostPorts;
        this.removal = new K3dRemoval(settings, programs, k3d, docker, hostPorts);
    }

    private K3dName name(ClusterArn cluster) {
        return K3dName.of(settings.instance(), cluster);
    }

    /// What is there by that name was left by an attempt that did not get to its end, and is made anew.
    @Override
    public KubernetesPlace provision(ClusterPlan cluster, Consumer<String> progress) throws InterruptedException {
        K3dName name = name(cluster.cluster());
        AtomicReference<KubernetesPlace> made = new AtomicReference<>();
        return inTurn(progress, () -> {
            Steps steps = new Steps()
                    .then("removing what an earlier attempt left of " + name, () -> removal.remove(name))
                    .then("making Kubernetes cluster " + name, () -> make(name, cluster), () -> removal.remove(name))
                    .then("finding its API server", () -> findApiServer(name))
                    .then("waiting for its API server", () -> {
                        readiness.makeNamespace(findApiServer(name), NAMESPACE);
                        made.set(place(name, cluster));
                    });
            cluster.ingressPort()
                    .ifPresent(port -> steps.then("waiting for Traefik at port " + port, () -> {
                        if (!readiness.awaitHttp(port)) {
                            LOG.warn("Traefik of {} does not answer yet at port {}", name, port);
                        }
                    }));
            return attempt("Kubernetes cluster " + name + " could not be made", cluster.ingressPort(), () -> {
                steps.take(progress);
                return Objects.requireNonNull(made.get());
            });
        });
    }

    /// A host port may be taken between its lease and the moment when Docker publishes it; then others are leased.
    private void make(K3dName name, ClusterPlan cluster) throws ProgramException, InterruptedException {
        int count = settings.reach().portsAtCreation(BESIDE);
        for (int attempt = 1; ; attempt++) {
            K3dPorts.Publication publication = ports(name).leased(count);
            try {
                k3d.create(name, cluster, publication);
                return;
            } catch (ProgramException failure) {
                OptionalInt taken = publication.taken(failure);
                if (taken.isEmpty() || attempt == MOST_ATTEMPTS) {
                    throw failure;
                }
                LOG.warn("Port {} was taken before {} could publish it; others are tried", taken.getAsInt(), name);
                removal.remove(name);
            }
        }
    }

    private K3dPorts ports(K3dName name) {
        return new K3dPorts(name, k3d, docker, hostPorts, readiness);
    }

    /// One that somebody has removed from Docker is made anew; its tasks are lost.
    @Override
    public KubernetesPlace resume(ClusterPlan cluster, Consumer<String> progress) throws InterruptedException {
        K3dName name = name(cluster.cluster());
        String what = "Kubernetes cluster " + name + " cannot be found again";
        List<String> states = attempt(what, OptionalInt.empty(), () -> {
            ports(name).repair();
            return docker.containers("k3d.cluster=" + name, "{{.State}}");
        });
        if (states.isEmpty()) {
            LOG.warn("Kubernetes cluster {} is gone from Docker and made anew", name);
            return provision(cluster, progress);
        }
        if (states.stream().allMatch("running"::equals)) {
            return attempt(what, OptionalInt.empty(), () -> place(name, cluster));
        }
        return inTurn(
                progress,
                () -> attempt("Kubernetes cluster " + name + " cannot be started", OptionalInt.empty(), () -> {
                    progress.accept("1/1 starting Kubernetes cluster " + name);
                    k3d.start(name);
                    return place(name, cluster);
                }));
    }

    private KubernetesPlace place(K3dName name, ClusterPlan plan) throws InterruptedException {
        return attempt(
                "The API server of Kubernetes cluster " + name + " cannot be found",
                OptionalInt.empty(),
                () -> new KubernetesPlace(
                        findApiServer(name),
                        NAMESPACE,
                        plan.ingressPort().isPresent(),
                        reach(name),
                        docker.gateway(name.prefixed())));
    }

    /// Decided each time that a place is opened: hosts and networks change.
    private Reach reach(K3dName name) throws ProgramException, InterruptedException {
        K3dPorts ports = ports(name);
        List<PublishedPort> there = ports.kept();
        Route route = settings.reach().route();
        boolean direct = route == Route.DIRECT || (route == Route.AUTO && dials(docker.address(name.node())));
        LOG.info(
                "Tasks in {} are reached {} (reach: {})",
                name,
                direct ? "at the node's address" : "at ports of this host, of which there are " + there.size(),
                route.word());
        return direct ? Reach.DIRECT : new Reach.Published(there, ports);
    }

    private boolean dials(Optional<String> address) {
        return address.filter(known -> readiness.dials(known, API_SERVER)).isPresent();
    }

    private Config findApiServer(K3dName name) throws ProgramException, InterruptedException {
        String address = docker.published(name.loadBalancer(), API_SERVER + "/tcp")
                .orElseThrow(() -> new EngineException(
                        "Container " + name.loadBalancer() + " publishes no port of its API server"));
        return Kubeconfig.configured(
                Config.fromKubeconfig(KubeconfigFile.of(settings, name).write(k3d.kubeconfig(name), address)));
    }

    @Override
    public void tearDown(ClusterArn cluster) throws InterruptedException {
        K3dName name = name(cluster);
        attempt("Kubernetes cluster " + name + " cannot be removed", OptionalInt.empty(), () -> {
            removal.remove(name);
            return name;
        });
    }

    /// Those that this machine's Docker has, and those that KECS makes itself.
    @Override
    public void importImages(ClusterArn cluster, Collection<String> wanted) throws InterruptedException {
        K3dName name = name(cluster);
        attempt(
                "Images cannot be brought into Kubernetes cluster " + name,
                OptionalInt.empty(),
                () -> images.bring(name, wanted));
    }

    @Override
    public void rest() throws InterruptedException {
        attempt("The instance's Kubernetes clusters cannot be stopped", OptionalInt.empty(), () -> {
            List<String> running = own("{{.State}} {{.Label \"k3d.cluster\"}}").stream()
                    .filter(line -> line.startsWith("running "))
                    .map(line -> line.substring("running ".length()))
                    .distinct()
                    .toList();
            for (String name : running) {
                k3d.stop(name);
            }
            return running;
        });
    }

    /// Docker is not asked by an instance that has made nothing there.
    @Override
    public void removeAll(Collection<ClusterArn> clusters) throws InterruptedException {
        attempt("The instance's Kubernetes clusters cannot be removed", OptionalInt.empty(), () -> {
            Set<K3dName> names = clusters.stream().map(this::name).collect(Collectors.toCollection(LinkedHashSet::new));
            if (!names.isEmpty() || Files.exists(settings.directory())) {
                own("{{.Label \"k3d.cluster\"}}").forEach(found -> names.add(new K3dName(found)));
            }
            for (K3dName name : names) {
                removal.remove(name);
            }
            return names;
        });
    }

    private List<String> own(String format) throws ProgramException, InterruptedException {
        return docker.containers(K3d.INSTANCE + "=" + K3dName.mark(settings.instance()), format);
    }

    @Override
    public void close() {}

    private interface Attempt<T> {
        T make() throws ProgramException, InterruptedException;
    }

    private static <T> T attempt(String otherwise, OptionalInt ingressPort, Attempt<T> attempt)
            throws InterruptedException {
        try {
            return attempt.make();
        } catch (ProgramException failure) {
            LOG.warn("{}: {}", otherwise, failure.getMessage());
            throw K3dFailures.of(otherwise, failure, ingressPort);
        }
    }

    private interface Turn {
        KubernetesPlace take() throws InterruptedException;
    }

    private KubernetesPlace inTurn(Consumer<String> progress, Turn turn) throws InterruptedException {
        if (!turns.tryAcquire()) {
            progress.accept("waiting for " + AT_ONCE + " other Kubernetes clusters to be made or started");
            turns.acquire();
        }
        try {
            return turn.take();
        } finally {
            turns.release();
        }
    }
}
