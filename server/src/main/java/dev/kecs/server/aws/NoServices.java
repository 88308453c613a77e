package dev.kecs.server.aws;

import com.sun.net.httpserver.HttpExchange;
import dev.kecs.api.http.OtherServices;
import dev.kecs.ecs.engine.environment.NoSecretSource;
import dev.kecs.ecs.engine.environment.SecretSource;
import dev.kecs.ecs.engine.environment.TaskSurroundings;
import dev.kecs.emulator.EmulatorException;
import dev.kecs.emulator.run.AwsEmulator;
import dev.kecs.emulator.run.Host;
import dev.kecs.protocol.control.AwsEmulatorStatus;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// ECS and nothing else. One that an earlier server has left is ended.
record NoServices(Host host) implements AwsServices {
    private static final Logger LOG = LoggerFactory.getLogger(NoServices.class);
    private static final String HINT = "no AWS emulator runs beside KECS, which answers for ECS alone;"
            + " start one: kecs restart --aws-emulator localstack (or moto, or the URL of your own)";

    static NoServices start(Host host) {
        NoServices none = new NoServices(host);
        Thread.ofVirtual().name("aws-emulator-leftover").start(none::endLeftover);
        return none;
    }

    private void endLeftover() {
        try {
            end();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public TaskSurroundings surroundings() {
        return TaskSurroundings.NONE;
    }

    @Override
    public SecretSource secrets() {
        return new NoSecretSource(HINT);
    }

    @Override
    public OtherServices others() {
        return new OtherServices() {
            @Override
            public boolean answerUnsigned() {
                return false;
            }

            @Override
            public Optional<Absence> serve(String service, HttpExchange exchange) {
                return Optional.of(new Absence(true, HINT));
            }
        };
    }

    @Override
    public @Nullable AwsEmulatorStatus status() {
        return null;
    }

    @Override
    public void subscribe(Runnable listener) {}

    @Override
    public void end() throws InterruptedException {
        try {
            AwsEmulator.endLeftover(host);
        } catch (IOException failure) {
            LOG.warn("An AWS emulator that was left could not be ended", failure);
        }
    }

    @Override
    public void destroy() throws EmulatorException, IOException, InterruptedException {
        AwsEmulator.destroyLeftover(host);
    }

    @Override
    public void close() {}
}
