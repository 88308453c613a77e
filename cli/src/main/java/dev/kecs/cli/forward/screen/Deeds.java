package dev.kecs.cli.forward.screen;

import dev.kecs.cli.console.Console;
import dev.kecs.cli.forward.screen.model.Effect;
import dev.kecs.cli.forward.screen.model.Notice;
import dev.kecs.cli.instance.Instance;
import dev.kecs.cli.line.CommandRun;
import dev.kecs.cli.line.Verb;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Does what keys ask for by running command lines of the program itself, and tells what they printed.
///
/// Any thread may run one; it takes as long as the command does.
///
/// @param console whose environment the commands have
record Deeds(Verb root, Console console, Instance instance) {

    private static final String GROUP = "port-forward";

    /// @param line as [Words#ofStart] takes it
    Notice start(String line) {
        try {
            List<String> words = new ArrayList<>(List.of("start"));
            words.addAll(Words.ofStart(line));
            return run(words);
        } catch (IllegalArgumentException unclosed) {
            return new Notice("start: " + unclosed.getMessage(), true);
        }
    }

    Notice change(Effect.Change change) {
        return run(List.of(change.verb().word(), change.id()));
    }

    private Notice run(List<String> words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit;
        try (PrintStream printed = new PrintStream(out, false, StandardCharsets.UTF_8);
                PrintStream said = new PrintStream(err, false, StandardCharsets.UTF_8)) {
            Console caught = new Console(InputStream.nullInputStream(), printed, said, console.environment(), false);
            List<String> line = new ArrayList<>(List.of(GROUP));
            line.addAll(words);
            if (!words.contains("--instance")) {
                line.addAll(List.of("--instance", instance.name()));
            }
            exit = new CommandRun(root, caught).run(line.toArray(String[]::new));
        }
        boolean failed = exit != 0;
        return new Notice(failed ? failure(err) : text(out), failed);
    }

    /// Without the command's own name, which the person knows.
    private static String failure(ByteArrayOutputStream err) {
        String said = text(err);
        String own = "kecs " + GROUP + " ";
        return said.startsWith(own) ? said.substring(own.length()) : said;
    }

    private static String text(ByteArrayOutputStream printed) {
        return printed.toString(StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
    }
}
