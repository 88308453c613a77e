package dev.kecs.api;

import dev.kecs.api.http.EcsHttpServer;
import dev.kecs.api.http.HostCheck;
import dev.kecs.api.http.Pages;
import dev.kecs.api.http.RequestMetrics;
import dev.kecs.api.http.Router;
import dev.kecs.api.metadata.TaskMetadata;
import dev.kecs.ecs.name.RandomIds;
import dev.kecs.ecs.store.Stores;
import dev.kecs.ecs.store.journal.Journal;
import dev.kecs.ecs.store.memory.MemoryStores;
import dev.kecs.testkit.engine.FakeEngine;
import dev.kecs.testkit.sample.Samples;
import dev.kecs.testkit.time.StandingClock;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.utils.AttributeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The API on a port of its own, over stores in memory and an engine that runs nothing, with the SDK's client
/// for it. No scheduler: what tests want to find, they put into [#stores].
public final class BootedApi implements AutoCloseable {
    private static final String TARGET = "AmazonEC2ContainerServiceV20141113.";
    public static final Region REGION = Region.of(Samples.SCOPE.region());

    public final StandingClock clock = new StandingClock(Samples.START);
    public final Stores stores = new MemoryStores(Journal.NONE);
    public final FakeEngine engine = new FakeEngine(clock);
    private final EcsHttpServer server;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /// The SDK's client, in region [#REGION].
    public final EcsClient ecs;

    private BootedApi() throws IOException {
        server = EcsHttpServer.start(
                new EcsHttpServer.Settings(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        new HostCheck(Set.of()),
                        Samples.SCOPE.account(),
                        new Pages(() -> true, () -> "", new TaskMetadata(stores))),
                new Router(EcsActions.of(stores, engine, new RandomIds(new SecureRandom()), clock)),
                new RequestMetrics(new PrometheusRegistry()));
        ecs = client(REGION);
    }

    public static BootedApi start() {
        try {
            return new BootedApi();
        } catch (IOException failure) {
            throw new UncheckedIOException("The API could not listen", failure);
        }
    }

    public URI endpoint() {
        return URI.create("http://localhost:" + server.port());
    }

    /// Another client, which the caller closes. It tries each request once.
    public EcsClient client(Region region) {
        return EcsClient.builder()
                .endpointOverride(endpoint())
                .region(region)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "thing")))
                .httpClient(Apache5HttpClient.builder().buildWithDefaults(AttributeMap.empty()))
                .overrideConfiguration(override -> override.retryStrategy(retries -> retries.maxAttempts(1)))
                .build();
    }

    /// What came back over the wire.
    public record Answer(int status, JsonNode body) {
        /// The error's code.
        public String type() {
            return body.path("__type").asString("");
        }

        public String message() {
            return body.path("message").asString("");
        }
    }

    /// Sends a body that the SDK's client would not send. It is not signed.
    public Answer post(String operation, String body) {
        HttpRequest request = HttpRequest.newBuilder(endpoint())
                .header("X-Amz-Target", TARGET + operation)
                .header("Content-Type", "application/x-amz-json-1.1")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), JsonMapper.shared().readTree(response.body()));
        } catch (IOException failure) {
            throw new UncheckedIOException("No answer to " + operation, failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + operation, interrupted);
        }
    }

    @Override
    public void close() {
        ecs.close();
        http.close();
        server.close();
        stores.close();
    }
}
