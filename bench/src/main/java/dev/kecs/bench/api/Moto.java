package dev.kecs.bench.api;

import dev.kecs.bench.process.LocalPorts;
import dev.kecs.bench.process.Program;
import dev.kecs.bench.process.Tool;
import dev.kecs.bench.product.ApiConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// moto's server in a Python environment of its own under `bench/target`, made when it is missing.
public record Moto(int port, Program program) implements AutoCloseable {
    public static final String VERSION = "5.2.5";
    private static final Path ENVIRONMENT = Path.of("bench", "target", "moto-" + VERSION);

    public static Moto start(Path workplace) throws IOException {
        Path server = ENVIRONMENT.resolve("bin").resolve("moto_server");
        if (!Files.isExecutable(server)) {
            install();
        }
        int port = LocalPorts.free();
        Program program = Program.start(
                workplace.resolve("moto.log"), List.of(server.toString(), "-H", "127.0.0.1", "-p", "" + port));
        LocalPorts.await(port, program);
        return new Moto(port, program);
    }

    private static void install() throws IOException {
        System.out.println("installing moto " + VERSION + " in " + ENVIRONMENT + " with pip …");
        try {
            Tool.output("python3", "-m", "venv", ENVIRONMENT.toString());
            Tool.output(
                    ENVIRONMENT.resolve("bin").resolve("pip").toString(), "-q", "install", "moto[server]==" + VERSION);
        } catch (IOException e) {
            throw new IOException(
                    "this benchmark compares with moto's server and needs python3 with venv and pip, and"
                            + " pip needs a package index to install moto from",
                    e);
        }
    }

    ApiConnection connect() {
        return new ApiConnection(port);
    }

    @Override
    public void close() {
        program.close();
    }
}
