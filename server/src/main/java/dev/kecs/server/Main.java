package dev.kecs.server;

import dev.kecs.config.InvalidConfigException;
import dev.kecs.ecs.engine.EngineException;
import dev.kecs.emulator.pass.PassThrough;
import dev.kecs.server.instance.Server;
import dev.kecs.server.instance.Settings;
import java.io.IOException;
import java.nio.file.Path;

/// `kecs-server --home H --instance N [--api-port P] [--bind A] [--engine process|kubernetes|k3d]
/// [--aws-emulator KIND|URL]`
public final class Main {
    private static final int USAGE = 2;

    private Main() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        System.setProperty(PassThrough.ALLOW_HOST.getKey(), PassThrough.ALLOW_HOST.getValue());
        System.setProperty("java.util.logging.SimpleFormatter.format", "%1$tFT%1$tT.%1$tL %4$s %3$s %5$s%6$s%n");
        Settings settings;
        try {
            settings = Settings.of(arguments, Path.of(System.getProperty("kecs.dist", ".")), System.getenv());
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(USAGE);
            return;
        }
        Server server = new Server(settings);
        Thread main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("signal").unstarted(() -> {
            server.stop();
            try {
                main.join();
            } catch (InterruptedException hurry) {
                Thread.currentThread().interrupt();
            }
        }));
        try (server) {
            server.run();
        } catch (InvalidConfigException | EngineException wrong) {
            System.err.println(wrong.getMessage());
            // The hook waits for this thread, so it must not be the one that exits.
            Runtime.getRuntime().halt(USAGE);
        }
    }
}
