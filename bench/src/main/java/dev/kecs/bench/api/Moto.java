package dev.kecs.bench.api;

import dev.kecs.bench.process.LocalPorts;
import dev.kecs.bench.process.Program;
import dev.kecs.bench.process.Tool;
import dev.kecs.bench.product.ApiConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// moto's server in a Python environment of its own under `bench/target`, made when it is missing.
public record Moto(int port, Program program) implements AutoCloseable {
    public static final String VERSION = "5.2.5";
    private static final Path ENVIRONMENT = Path.of("bench", "target", "moto-" + VERSION);
    private static final Path SERVER = ENVIRONMENT.resolve("bin").resolve("moto_server");

    /// Installs it where it is missing. A failure to is the answer, in a sentence; null when it is there.
    public static @Nullable String missing() {
        if (Files.isExecutable(SERVER)) {
            return null;
        }
        try {
            install();
            return null;
        } catch (IOException e) {
            String message = String.valueOf(e.getMessage()).strip();
            return "python3 with venv and pip, and an index to install moto from, are needed ("
                    + message.substring(message.lastIndexOf('\n') + 1) + ").";
        }
    }

    public static Moto start(Path workplace) throws IOException {
        int port = LocalPorts.free();
        Program program = Program.start(
                workplace.resolve("moto.log"), List.of(SERVER.toString(), "-H", "127.0.0.1", "-p", "" + port));
        LocalPorts.await(port, program);
        return new Moto(port, program);
    }

    private static void install() throws IOException {
        System.out.println("installing moto " + VERSION + " in " + ENVIRONMENT + " with pip …");
        Tool.output("python3", "-m", "venv", ENVIRONMENT.toString());
        Tool.output(ENVIRONMENT.resolve("bin").resolve("pip").toString(), "-q", "install", "moto[server]==" + VERSION);
    }

    ApiConnection connect() {
        return new ApiConnection(port);
    }

    @Override
    public void close() {
        program.close();
    }
}
