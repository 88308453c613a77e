package dev.kecs.server.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.kecs.api.http.OtherServices;
import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.ecs.name.Scope;
import dev.kecs.emulator.EmulatorKind;
import dev.kecs.emulator.EmulatorSettings;
import dev.kecs.emulator.run.EmulatorFiles;
import dev.kecs.emulator.run.Host;
import dev.kecs.hostports.AddressLeases;
import dev.kecs.hostports.LeaseDirectory;
import dev.kecs.protocol.control.AwsEmulatorStatus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What clients and tasks find with an emulator, without one, and with one that cannot be started.
class AwsServicesTest {
    @TempDir
    Path home;

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    }

    private AwsServices services(@Nullable EmulatorSettings settings) {
        Host host = new Host(
                "default",
                "000000000000",
                new EmulatorFiles(home.resolve("aws-emulator")),
                new AddressLeases(new LeaseDirectory(home.resolve("leases")), new Random()),
                Map.of("PATH", home.toString()));
        AwsServices services =
                AwsServices.start(Optional.ofNullable(settings), host, cluster -> Optional.of("http://127.0.0.1:1"));
        open.add(services);
        return services;
    }

    private static EmulatorSettings of(EmulatorKind kind, @Nullable URI url) {
        return new EmulatorSettings(kind, Optional.ofNullable(url), EmulatorSettings.Container.DEFAULT);
    }

    private URI emulator() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = exchange.getRequestURI().toString().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        open.add(() -> server.stop(0));
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// What is answered to a request, or why nobody does.
    private String asked(AwsServices services) throws IOException, InterruptedException {
        HttpServer front = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        OtherServices others = services.others();
        front.createContext("/", exchange -> {
            Optional<OtherServices.Absence> absence = others.serve("sqs", exchange);
            if (absence.isPresent()) {
                byte[] body = (absence.get().lasting() + " " + absence.get().why()).getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(500, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            }
        });
        front.start();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:"
                                            + front.getAddress().getPort() + "/a?b"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } finally {
            front.stop(0);
        }
    }

    @Test
    void anEmulatorAnswersAndTasksAreTold() throws Exception {
        URI url = emulator();
        AwsServices services = services(of(EmulatorKind.EXTERNAL, url));
        assertThat(asked(services)).isEqualTo("/a?b");
        assertThat(services.status()).isEqualTo(new AwsEmulatorStatus("external", "ready", url.toString(), null));
        assertThat(services.surroundings()
                        .missing(
                                new ClusterArn(new Scope("us-east-1", "000000000000"), "dev")
                                        .task("0123456789abcdef0123456789abcdef"),
                                Map.of()))
                .containsEntry("AWS_ENDPOINT_URL", "http://127.0.0.1:1");
        assertThat(services.others().answerUnsigned()).isTrue();
    }

    @Test
    void withoutOneNothingIsToldAndRequestsAreRefusedForGood() throws Exception {
        AwsServices services = services(null);
        assertThat(services.status()).isNull();
        assertThat(asked(services)).startsWith("true no AWS emulator runs").contains("kecs restart --aws-emulator");
        assertThat(services.others().answerUnsigned()).isFalse();
        assertThat(home.resolve("aws-emulator")).doesNotExist();
    }

    @Test
    void oneThatCannotBeStartedSaysWhyAndMayBeAskedAgain() throws Exception {
        AwsServices services = services(of(EmulatorKind.MOTO, null));
        await().until(() -> "failed".equals(state(services)));
        assertThat(asked(services))
                .isEqualTo(
                        "false the AWS emulator does not run: moto_server is not on the PATH; install it, for example"
                                + " with: pip install 'moto[server]', and run: kecs restart");
    }

    private static String state(AwsServices services) {
        AwsEmulatorStatus status = services.status();
        return status == null ? "none" : status.state();
    }
}
