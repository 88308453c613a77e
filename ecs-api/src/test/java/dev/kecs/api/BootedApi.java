package dev.kecs.api;

import com.sun.net.httpserver.HttpExchange;
import dev.kecs.api.action.ActionEntry;
import dev.kecs.api.http.EcsHttpServer;
import dev.kecs.api.http.HostCheck;
import dev.kecs.api.http.OtherServices;
import dev.kecs.api.http.Pages;
import dev.kecs.api.http.RequestMetrics;
import dev.kecs.api.http.Router;
import dev.kecs.api.metadata.TaskMetadata;
import dev.kecs.ecs.command.ClusterLife;
import dev.kecs.ecs.name.Ids;
import dev.kecs.ecs.name.RandomIds;
import dev.kecs.ecs.name.TaskArn;
import dev.kecs.ecs.store.Stores;
import dev.kecs.ecs.store.journal.Journal;
import dev.kecs.ecs.store.memory.MemoryStores;
import dev.kecs.testkit.engine.FakeEngine;
import dev.kecs.testkit.engine.FakeIngressPorts;
import dev.kecs.testkit.sample.Samples;
import dev.kecs.testkit.time.StandingClock;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Session;

/// The API over HTTP on a port of its own, above stores in memory; nothing schedules. The client is the real
/// SDK's. Time stands until a test moves it.
public final class BootedApi implements AutoCloseable {
    public static final String ACCOUNT = "000000000000";
    private static final String PREFIX = "arn:aws:ecs:eu-west-1:" + ACCOUNT + ":";

    private final StandingClock clock = new StandingClock(Samples.START);
    private final Stores stores = new MemoryStores(Journal.NONE);
    private final FakeEngine engine = new FakeEngine(clock);
    private final FakeIngressPorts ports = new FakeIngressPorts();
    private final ClusterLife life = new ClusterLife(stores, engine, ports, clock);
    private final EcsHttpServer server;
    private final EcsClient client;

    public BootedApi() {
        this(new Nobody());
    }

    /// @param others who answers for other services
    public BootedApi(OtherServices others) {
        RandomIds ids = new RandomIds(new Random(1));
        try {
            server = EcsHttpServer.start(
                    new EcsHttpServer.Settings(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                            new HostCheck(Set.of("kecs.example.test")),
                            ACCOUNT,
                            new Pages(() -> true, () -> "", new TaskMetadata(stores)),
                            others),
                    new Router(actions(ids)),
                    new RequestMetrics(new PrometheusRegistry()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        client = client("eu-west-1");
    }

    /// All of the API's, with other ids.
    public List<ActionEntry<?, ?>> actions(Ids ids) {
        return EcsActions.of(new EcsActions.Parts(stores, life, BootedApi::session, ids, clock));
    }

    /// Of which the stream tells what was asked for.
    private static Session session(TaskArn task, String container, List<String> words, String host) {
        return Session.builder()
                .sessionId("session-1")
                .streamUrl("ws://" + host + "/" + container + "/" + task.id() + "/" + String.join("|", words))
                .tokenValue("token")
                .build();
    }

    /// Nobody answers for other services.
    private record Nobody() implements OtherServices {
        @Override
        public boolean answerUnsigned() {
            return false;
        }

        @Override
        public Optional<Absence> serve(String service, HttpExchange exchange) {
            return Optional.of(new Absence(true, "nobody is here; start somebody"));
        }
    }

    /// Another client of the same API.
    public EcsClient client(String region) {
        return EcsClient.builder()
                .endpointOverride(endpoint())
                .region(Region.of(region))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                .build();
    }

    public EcsClient ecs() {
        return client;
    }

    public URI endpoint() {
        return URI.create("http://localhost:" + server.port());
    }

    public Stores stores() {
        return stores;
    }

    public FakeEngine engine() {
        return engine;
    }

    public FakeIngressPorts ports() {
        return ports;
    }

    public ClusterLife life() {
        return life;
    }

    public StandingClock clock() {
        return clock;
    }

    /// `arn:aws:ecs:eu-west-1:000000000000:` and this.
    public static String arn(String resource) {
        return PREFIX + resource;
    }

    /// Registers one container `web` with port 80 in network mode awsvpc, for Fargate.
    public String register(String family) {
        return client.registerTaskDefinition(definition(family))
                .taskDefinition()
                .taskDefinitionArn();
    }

    public static RegisterTaskDefinitionRequest definition(String family) {
        return RegisterTaskDefinitionRequest.builder()
                .family(family)
                .networkMode(NetworkMode.AWSVPC)
                .cpu("256")
                .memory("512")
                .containerDefinitions(ContainerDefinition.builder()
                        .name("web")
                        .image("kecs/echo")
                        .portMappings(PortMapping.builder().containerPort(80).build())
                        .build())
                .build();
    }

    /// A network configuration with one subnet.
    public static NetworkConfiguration network(@Nullable String assignPublicIp) {
        return NetworkConfiguration.builder()
                .awsvpcConfiguration(vpc -> vpc.subnets("subnet-1").assignPublicIp(assignPublicIp))
                .build();
    }

    @Override
    public void close() {
        client.close();
        server.close();
        stores.close();
    }
}
