package dev.kecs.server.instance;

import dev.kecs.api.EcsActions;
import dev.kecs.api.http.EcsHttpServer;
import dev.kecs.api.http.HostCheck;
import dev.kecs.api.http.Pages;
import dev.kecs.api.http.RequestMetrics;
import dev.kecs.api.http.Router;
import dev.kecs.api.metadata.TaskMetadata;
import dev.kecs.config.InvalidConfigException;
import dev.kecs.duckdb.DuckDbStores;
import dev.kecs.ecs.cluster.IngressPorts;
import dev.kecs.ecs.command.ClusterLife;
import dev.kecs.ecs.engine.TaskEngine;
import dev.kecs.ecs.engine.environment.HostDoors;
import dev.kecs.ecs.name.Ids;
import dev.kecs.ecs.name.RandomIds;
import dev.kecs.ecs.store.Stores;
import dev.kecs.emulator.run.EmulatorFiles;
import dev.kecs.emulator.run.Host;
import dev.kecs.emulator.task.TaskEndpoints;
import dev.kecs.engine.kubernetes.k3d.DockerPublishedPorts;
import dev.kecs.engine.kubernetes.program.ExternalPrograms;
import dev.kecs.engine.process.Surroundings;
import dev.kecs.hostports.AddressLeases;
import dev.kecs.hostports.ClusterPorts;
import dev.kecs.hostports.LeaseDirectory;
import dev.kecs.protocol.control.AwsEmulatorStatus;
import dev.kecs.protocol.rpc.JsonRpcServer;
import dev.kecs.scheduler.Scheduler;
import dev.kecs.server.aws.ApiDoors;
import dev.kecs.server.aws.AwsServices;
import dev.kecs.server.control.RoutedPorts;
import dev.kecs.server.control.Watches;
import dev.kecs.server.engine.EngineKind;
import dev.kecs.server.engine.Engines;
import dev.kecs.server.exec.PluginSessions;
import dev.kecs.server.ingress.LeasedIngressPorts;
import dev.kecs.server.settings.InstanceSettings;
import dev.kecs.server.settings.TraefikSettings;
import dev.kecs.server.target.TargetResolver;
import dev.kecs.session.SessionServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The life of one kecs-server: take the lock, open the store, find tasks, listen, wait, close in reverse.
/// Run by the main thread; [#stop] may come from any.
public final class Server implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);

    private final Settings settings;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Deque<AutoCloseable> held = new ArrayDeque<>();

    public Server(Settings settings) {
        this.settings = settings;
    }

    /// Serves until [#stop].
    ///
    /// @return false when another process serves this instance
    public boolean run() throws IOException, InterruptedException, InvalidConfigException {
        Files.createDirectories(settings.paths().directory());
        settings.paths().create();
        Optional<ServerLock> lock = ServerLock.take(settings.paths().serverLock());
        if (lock.isEmpty()) {
            LOG.info("Another kecs-server serves instance {}", settings.paths().name());
            return false;
        }
        hold(lock.get());
        Files.writeString(settings.paths().serverPid(), ProcessHandle.current().pid() + "\n");
        serve();
        stopped.await();
        return true;
    }

    private void serve() throws IOException, InvalidConfigException {
        InstanceSettings chosen = InstanceSettings.read(settings.paths().settings());
        InstantSource clock = InstantSource.system();
        Ids ids = new RandomIds(new SecureRandom());
        Stores stores = hold(DuckDbStores.open(settings.paths().database()));
        Metrics metrics = new Metrics(stores);
        MetadataAddress metadata = new MetadataAddress();
        AddressLeases leases =
                new AddressLeases(LeaseDirectory.ofUser(System.getProperty("user.name")), new SecureRandom());
        ApiDoors doors = hold(new ApiDoors(metadata::base, settings.bindAddress()));
        AwsServices aws = hold(aws(chosen, leases, endpoints(metadata, doors)));
        Engines engines = new Engines(
                settings.paths(),
                chosen,
                settings.kubernetes(),
                settings.environment(),
                settings.distribution(),
                clock);
        TaskEngine engine = hold(engines.build(
                settings.engine(),
                leases,
                new Surroundings(settings.environment(), metadata, aws.surroundings(), aws.secrets()),
                aws.status() == null ? HostDoors.NONE : doors));
        RoutedPorts routed = routedPorts(stores, aws, chosen.traefik());
        ClusterLife clusters = new ClusterLife(stores, engine, ingressPorts(chosen.traefik(), routed), clock);
        clusters.begin();
        Watches watches = hold(new Watches(new TargetResolver(stores), engine::watched));
        hold(stores.subscribe(changed -> watches.changed()));
        hold(stores.subscribe(routed::changed));
        watches.start();
        Scheduler scheduler =
                hold(new Scheduler(new Scheduler.Parts(stores, engine, clusters, watches, ids, clock), metrics));
        HostCheck hosts = new HostCheck(chosen.allowedHosts());
        SessionServer sessions = hold(new SessionServer(
                new SessionServer.Settings(settings.bindAddress(), hosts::accepts), engine::execute, clock));
        EcsHttpServer api = hold(EcsHttpServer.start(
                new EcsHttpServer.Settings(
                        new InetSocketAddress(InetAddress.getByName(settings.bindAddress()), settings.apiPort()),
                        hosts,
                        chosen.account(),
                        new Pages(scheduler::ready, metrics::text, new TaskMetadata(stores)),
                        aws.others()),
                new Router(EcsActions.of(
                        new EcsActions.Parts(stores, clusters, new PluginSessions(sessions), ids, clock))),
                new RequestMetrics(metrics.registry())));
        // From here on tasks are launched, and told where their metadata is.
        metadata.servedBy(settings.bindAddress(), api.port());
        if (settings.services() == Settings.Services.REST) {
            scheduler.quiesce();
        }
        scheduler.start();
        ControlAnswers answers = new ControlAnswers(
                new ControlAnswers.Parts(
                        stores, engines, engine, scheduler, new ControlAnswers.Told(watches, routed), aws),
                settings,
                api.port(),
                this::stop);
        hold(JsonRpcServer.start(settings.paths().controlSocket(), answers.methods()));
        LOG.info("Listening on {}:{}", settings.bindAddress(), api.port());
    }

    /// Tasks that are processes of this host reach the API as everybody on it does.
    private TaskEndpoints endpoints(MetadataAddress metadata, ApiDoors doors) {
        return settings.engine() == EngineKind.PROCESS ? cluster -> metadata.base() : doors;
    }

    private AwsServices aws(InstanceSettings chosen, AddressLeases leases, TaskEndpoints endpoints)
            throws InvalidConfigException {
        Host host = new Host(
                settings.paths().name().value(),
                chosen.account(),
                new EmulatorFiles(settings.paths().awsEmulator()),
                leases,
                settings.environment());
        if (settings.services() == Settings.Services.REST) {
            return AwsServices.atRest(host);
        }
        try {
            return AwsServices.start(chosen.awsEmulator().settings(settings.awsEmulator()), host, endpoints);
        } catch (IllegalArgumentException wrong) {
            throw new InvalidConfigException(String.valueOf(wrong.getMessage()));
        }
    }

    private RoutedPorts routedPorts(Stores stores, AwsServices aws, TraefikSettings wanted) {
        RoutedPorts routed = new RoutedPorts(
                stores,
                () -> {
                    AwsEmulatorStatus now = aws.status();
                    return now == null ? null : now.url();
                },
                !settings.engine().hasTraefik(),
                enabled(wanted));
        aws.subscribe(routed::changed);
        return routed;
    }

    private boolean enabled(TraefikSettings wanted) {
        return settings.traefik().or(wanted::enabled).orElse(false);
    }

    /// A port at which the agent still listens for a cluster that is gone is as good as free: it hears of the next one.
    private IngressPorts ingressPorts(TraefikSettings wanted, RoutedPorts routed) {
        return new LeasedIngressPorts(
                new ClusterPorts(
                        LeaseDirectory.ofUser(System.getProperty("user.name")),
                        settings.paths().ingressPorts(),
                        new DockerPublishedPorts(new ExternalPrograms(Map.of())),
                        port -> routed.listens(port) || ClusterPorts.bindable(port)),
                settings.paths().name().value(),
                new LeasedIngressPorts.Rules(enabled(wanted), wanted.port(), LeasedIngressPorts.Rules.USUAL));
    }

    private <T extends AutoCloseable> T hold(T part) {
        held.push(part);
        return part;
    }

    /// Ends [#run]; tasks go on.
    public void stop() {
        stopped.countDown();
    }

    @Override
    public void close() {
        while (!held.isEmpty()) {
            AutoCloseable part = held.pop();
            try {
                part.close();
            } catch (Exception failure) {
                LOG.warn("Closing {} failed", part.getClass().getSimpleName(), failure);
            }
        }
    }
}
