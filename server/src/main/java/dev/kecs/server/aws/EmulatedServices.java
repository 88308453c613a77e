package dev.kecs.server.aws;

import com.sun.net.httpserver.HttpExchange;
import dev.kecs.api.http.OtherServices;
import dev.kecs.ecs.engine.environment.SecretSource;
import dev.kecs.ecs.engine.environment.TaskSurroundings;
import dev.kecs.emulator.EmulatorEndpoint;
import dev.kecs.emulator.EmulatorException;
import dev.kecs.emulator.EmulatorSettings;
import dev.kecs.emulator.EmulatorState;
import dev.kecs.emulator.pass.PassThrough;
import dev.kecs.emulator.run.AwsEmulator;
import dev.kecs.emulator.run.Host;
import dev.kecs.emulator.secret.EmulatorSecrets;
import dev.kecs.emulator.task.AwsVariables;
import dev.kecs.emulator.task.TaskEndpoints;
import dev.kecs.protocol.control.AwsEmulatorStatus;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An emulator stands for AWS's other services. Any thread may call it.
///
/// @param client what all of it talks to the emulator with
record EmulatedServices(EmulatorSettings settings, AwsEmulator emulator, TaskEndpoints endpoints, HttpClient client)
        implements AwsServices {
    private static final Logger LOG = LoggerFactory.getLogger(EmulatedServices.class);
    private static final Duration CONNECT = Duration.ofSeconds(5);
    /// Requests that come while it starts wait so long, in seconds, before their clients are told to try again.
    private static final int LONGEST_WAIT = 20;

    static EmulatedServices start(EmulatorSettings settings, Host host, TaskEndpoints endpoints) {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
        return new EmulatedServices(settings, AwsEmulator.start(settings, host, client), endpoints, client);
    }

    @Override
    public TaskSurroundings surroundings() {
        return new AwsVariables(endpoints);
    }

    @Override
    public SecretSource secrets() {
        return new EmulatorSecrets(emulator, client);
    }

    @Override
    public OtherServices others() {
        return new Others(emulator, new PassThrough(client));
    }

    private record Others(AwsEmulator emulator, PassThrough pass) implements OtherServices {
        @Override
        public boolean answerUnsigned() {
            return true;
        }

        @Override
        public Optional<Absence> serve(String service, HttpExchange exchange) throws IOException {
            EmulatorEndpoint endpoint;
            try {
                endpoint = emulator.ready().toCompletableFuture().get(LONGEST_WAIT, TimeUnit.SECONDS);
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                return Optional.of(new Absence(false, "the instance is being stopped"));
            } catch (TimeoutException slow) {
                return Optional.of(new Absence(false, "the AWS emulator is still being started; look: kecs status"));
            } catch (ExecutionException failed) {
                Throwable cause = failed.getCause() == null ? failed : failed.getCause();
                return Optional.of(new Absence(false, "the AWS emulator does not run: " + cause.getMessage()));
            }
            try {
                pass.serve(exchange, endpoint, service.startsWith("s3"));
                return Optional.empty();
            } catch (PassThrough.Unreachable unreachable) {
                return Optional.of(new Absence(false, unreachable.getMessage() + "; look: kecs status"));
            }
        }
    }

    @Override
    public AwsEmulatorStatus status() {
        String kind = settings.kind().word();
        return switch (emulator.state()) {
            case EmulatorState.Starting starting -> new AwsEmulatorStatus(kind, "starting", null, starting.step());
            case EmulatorState.Ready ready ->
                new AwsEmulatorStatus(kind, "ready", ready.endpoint().url().toString(), null);
            case EmulatorState.Failed failed -> new AwsEmulatorStatus(kind, "failed", null, failed.reason());
        };
    }

    @Override
    public void subscribe(Runnable listener) {
        emulator.subscribe(listener);
    }

    @Override
    public void end() throws InterruptedException {
        try {
            emulator.end();
        } catch (EmulatorException | IOException failure) {
            LOG.warn("The AWS emulator could not be ended", failure);
        }
    }

    @Override
    public void destroy() throws EmulatorException, IOException, InterruptedException {
        emulator.destroy();
    }

    @Override
    public void close() {
        emulator.close();
        client.shutdownNow();
    }
}
