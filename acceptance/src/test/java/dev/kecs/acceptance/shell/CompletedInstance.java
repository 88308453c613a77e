package dev.kecs.acceptance.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.acceptance.product.Kecs;
import dev.kecs.acceptance.product.Services;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import software.amazon.awssdk.services.ecs.EcsClient;

/// An instance with names to complete, and a shell that completes them.
record CompletedInstance(Kecs kecs, String task) implements AutoCloseable {
    static CompletedInstance started() throws IOException {
        Kecs kecs = Kecs.started("");
        try (EcsClient ecs = kecs.ecs()) {
            Services services = Services.in(ecs, "shop");
            services.register("echo", "kecs/echo", List.of(80));
            services.create("basket", "echo", 1);
            services.create("billing", "echo", 1);
            services.awaitSteady("basket");
            kecs.run("port-forward", "start", "service", "shop/basket", "--name", "a-basket")
                    .done();
            return new CompletedInstance(kecs, services.tasks("basket").getFirst());
        }
    }

    /// Runs the shell on this script with `kecs` on its path.
    ///
    /// @return the lines that it printed
    List<String> run(Path directory, List<String> shell, String script) throws IOException, InterruptedException {
        Path out = directory.resolve("out");
        ProcessBuilder builder = new ProcessBuilder(shell)
                .redirectInput(
                        Files.writeString(directory.resolve("script"), script).toFile())
                .redirectOutput(out.toFile())
                .redirectError(directory.resolve("err").toFile());
        builder.environment().merge("PATH", kecs.programs().toString(), (path, programs) -> programs + ":" + path);
        builder.environment().put("KECS_HOME", kecs.home().directory().toString());
        builder.environment().put("KECS_INSTANCE", Kecs.INSTANCE);
        builder.environment().put("HOME", directory.toString());
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(directory.resolve("err"))).isEmpty();
        return Files.readAllLines(out);
    }

    /// What every shell must do.
    ///
    /// @param completed the words that the shell offers for a line, sorted
    void check(Function<String, List<String>> completed) {
        assertThat(completed.apply("kecs port-forward re")).containsExactly("restart-agent", "resume");
        assertThat(completed.apply("kecs port-forward stop ")).containsExactly("a-basket");
        assertThat(completed.apply("kecs port-forward start service ")).containsExactly("shop/");
        assertThat(completed.apply("kecs port-forward start service shop/b"))
                .containsExactly("shop/basket", "shop/billing");
        assertThat(completed.apply("kecs logs shop/" + task.substring(0, 8))).containsExactly("shop/" + task);
        assertThat(completed.apply("kecs status --output j")).containsExactly("json");
    }

    @Override
    public void close() throws IOException {
        kecs.close();
    }
}
