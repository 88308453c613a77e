package dev.kecs.engine.kubernetes.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kecs.ecs.engine.EngineException;
import dev.kecs.engine.kubernetes.program.ProgramException;
import dev.kecs.engine.kubernetes.program.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is put together for Docker, which is made up here.
class EchoImageTest {
    private static final String HERE = System.getProperty("os.name").toLowerCase(Locale.ROOT) + "/"
            + System.getProperty("os.arch").replace("aarch64", "arm64");

    @TempDir
    Path directory;

    private final Set<String> context = new TreeSet<>();
    private String dockerfile = "";
    private String platform = HERE;
    private int built;

    @BeforeEach
    void distribute() throws IOException {
        write("dist/runtime/bin/java");
        write("dist/runtime/lib/libjava.so");
        write("dist/lib/0123/kecs-echo-0.1.0.jar");
        write("dist/lib/0123/kecs-server-0.1.0.jar");
        write("system/libc.so.6");
    }

    private void write(String name) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, name);
    }

    private EchoImage image() {
        return new EchoImage(
                new Programs() {
                    @Override
                    public String run(List<String> command, Duration limit) throws ProgramException {
                        return switch (command.getFirst() + " " + command.get(1)) {
                            case "docker version" -> platform + "\n";
                            case "docker image" -> inspected(command);
                            case "docker build" -> look(Path.of(command.getLast()));
                            default ->
                                "\tlibc.so.6 => " + directory.resolve("system/libc.so.6") + " (0x00007f6a8bd3a000)\n";
                        };
                    }

                    @Override
                    public void endLeftOver(List<String> beginning) {}
                },
                directory.resolve("dist"),
                directory.resolve("scratch"));
    }

    private String inspected(List<String> command) throws ProgramException {
        if (built == 0) {
            throw new ProgramException(command, "ended with exit code 1", OptionalInt.of(1), "No such image");
        }
        return "sha256:0";
    }

    private String look(Path given) {
        built++;
        try (Stream<Path> all = Files.walk(given)) {
            all.filter(Files::isRegularFile)
                    .forEach(file -> context.add(given.relativize(file).toString()));
            dockerfile = Files.readString(given.resolve("Dockerfile"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "";
    }

    @Test
    void whoAsksWhileItIsMadeGetsTheSame() throws Exception {
        EchoImage image = image();
        image.build("kecs/echo:1");
        image.build("kecs/echo:1");
        assertThat(built).isEqualTo(1);
    }

    @Test
    void itIsMadeOfTheRuntimeTheProgramAndTheLibrariesThatTheyNeed() throws Exception {
        image().build("kecs/echo:1");
        String library = directory.resolve("system/libc.so.6").toString();
        assertThat(context)
                .containsExactlyInAnyOrder(
                        "Dockerfile",
                        "root/opt/kecs/runtime/bin/java",
                        "root/opt/kecs/runtime/lib/libjava.so",
                        "root/opt/kecs/echo.jar",
                        "root" + library);
        assertThat(dockerfile)
                .startsWith("FROM scratch\n")
                .contains("LD_LIBRARY_PATH=" + directory.resolve("system"), "\"dev.kecs.echo.Main\"]");
        try (Stream<Path> left = Files.list(directory.resolve("scratch"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void whereDockerRunsAnotherSystemItIsSaidWhatToDo() {
        platform = "linux/riscv64";
        assertThatThrownBy(() -> image().build("kecs/echo"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("Docker runs linux/riscv64", "docker tag IMAGE kecs/echo");
        assertThat(context).isEmpty();
    }

    @Test
    void itIsTheOneOfThatNameUnderAnyTag() {
        assertThat(List.of("kecs/echo", "kecs/echo:latest", "kecs/echo:1.2")).allMatch(image()::builds);
        assertThat(List.of("kecs/echoes", "me/kecs/echo", "nginx")).noneMatch(image()::builds);
    }
}
