package dev.kecs.engine.kubernetes.image;

import dev.kecs.ecs.engine.EngineException;
import dev.kecs.engine.kubernetes.program.ProgramException;
import dev.kecs.engine.kubernetes.program.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The image `kecs/echo`, under any tag, made of the runtime and the program that this distribution runs, and of the
/// system's libraries that they need. There is no base image: nothing is pulled. Thread-safe; one is made at a time.
public final class EchoImage implements BuiltImages {
    private static final Logger LOG = LoggerFactory.getLogger(EchoImage.class);
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final String NAME = "kecs/echo";
    /// Docker's word for what Java calls by the name on the left.
    private static final Map<String, String> ARCHITECTURES = Map.of("amd64", "amd64", "aarch64", "arm64");

    private final Programs programs;
    private final Path distribution;
    private final Path scratch;
    private final ReentrantLock turn = new ReentrantLock();

    /// @param distribution the root of this program's own files: `runtime`, and the jars below `lib`
    /// @param scratch where the image is put together; made, and removed afterwards
    public EchoImage(Programs programs, Path distribution, Path scratch) {
        this.programs = programs;
        this.distribution = distribution;
        this.scratch = scratch;
    }

    @Override
    public boolean builds(String image) {
        return image.equals(NAME) || image.startsWith(NAME + ":");
    }

    @Override
    public void build(String image) throws ProgramException, InterruptedException {
        turn.lockInterruptibly();
        try {
            // A second one of the same name would take it from the first while that is on its way to a node.
            if (DockerImage.isThere(programs, image)) {
                return;
            }
            refuseOtherPlatforms(image);
            LOG.info("Making image {}", image);
            Files.createDirectories(scratch);
            Path context = Files.createTempDirectory(scratch, "echo-image");
            try {
                assemble(context);
                programs.run(List.of("docker", "build", "--tag", image, context.toString()), LIMIT);
            } finally {
                FileTrees.delete(context);
            }
        } catch (IOException failure) {
            throw new EngineException("Image " + image + " cannot be put together: " + failure.getMessage(), failure);
        } finally {
            turn.unlock();
        }
    }

    /// What runs here is what the image gets, so Docker must run the same.
    private void refuseOtherPlatforms(String image) throws ProgramException, InterruptedException {
        String here = System.getProperty("os.name").toLowerCase(Locale.ROOT) + "/"
                + ARCHITECTURES.getOrDefault(System.getProperty("os.arch"), System.getProperty("os.arch"));
        String there = programs.run(List.of("docker", "version", "--format", "{{.Server.Os}}/{{.Server.Arch}}"), LIMIT)
                .strip();
        if (!here.equals(there)) {
            throw new EngineException("Image " + image + " is made of this program's own runtime, which is for " + here
                    + ", and Docker runs " + there + "; give another image that name: docker tag IMAGE " + image);
        }
    }

    private void assemble(Path context) throws IOException, ProgramException, InterruptedException {
        Path root = context.resolve("root");
        Path opt = Files.createDirectories(root.resolve("opt/kecs"));
        Path runtime = distribution.resolve("runtime");
        FileTrees.copy(runtime, opt.resolve("runtime"));
        Files.copy(program(), opt.resolve("echo.jar"));
        SharedLibraries libraries = SharedLibraries.neededBy(runtime, programs);
        for (Path library : libraries.files()) {
            Path copy = root.resolve("." + library).normalize();
            Files.createDirectories(copy.getParent());
            Files.copy(library, copy);
        }
        Files.createDirectories(root.resolve("tmp"));
        Files.writeString(context.resolve("Dockerfile"), dockerfile(libraries));
    }

    private static String dockerfile(SharedLibraries libraries) {
        return """
                FROM scratch
                COPY root /
                ENV LD_LIBRARY_PATH=%s
                EXPOSE 80
                ENTRYPOINT ["/opt/kecs/runtime/bin/java", "-XX:+UseSerialGC", "-XX:-UsePerfData", \
                "-XX:TieredStopAtLevel=1", "-Xms4m", "-Xmx64m", "-cp", "/opt/kecs/echo.jar", "dev.kecs.echo.Main"]
                """.formatted(String.join(":", libraries.directories()));
    }

    private Path program() throws IOException {
        try (Stream<Path> all = Files.walk(distribution.resolve("lib"))) {
            return all.filter(path -> path.getFileName().toString().matches("kecs-echo-.*\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("there is no kecs-echo in " + distribution));
        }
    }
}
