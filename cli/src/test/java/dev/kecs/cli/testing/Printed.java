package dev.kecs.cli.testing;

import dev.kecs.cli.Verbs;
import dev.kecs.cli.console.Console;
import dev.kecs.cli.line.CommandRun;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// How a command line ended and what it printed.
public record Printed(int exit, String out, String err) {

    /// Runs a command line that needs no instance.
    public static Printed by(String... arguments) {
        return run(Map.of("KECS_HOME", "/nonexistent/kecs"), arguments);
    }

    /// Runs a command line whose instances live under the folder.
    public static Printed in(Path kecsHome, String... arguments) {
        return run(Map.of("KECS_HOME", kecsHome.toString()), arguments);
    }

    /// The same with this piped in.
    public static Printed reading(String input, Path kecsHome, String... arguments) {
        return run(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                Map.of("KECS_HOME", kecsHome.toString()),
                arguments);
    }

    private static Printed run(Map<String, String> environment, String... arguments) {
        return run(InputStream.nullInputStream(), environment, arguments);
    }

    private static Printed run(InputStream in, Map<String, String> environment, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                in,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                environment,
                false);
        int exit = new CommandRun(Verbs.ROOT, console).run(arguments);
        return new Printed(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    public JsonNode json() {
        return new ObjectMapper().readTree(out);
    }
}
