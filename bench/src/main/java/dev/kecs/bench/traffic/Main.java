package dev.kecs.bench.traffic;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/// The main of both ends: `target` listens and prints its port; `load` carries out one command per line of its input
/// and answers each with one line. Both end with their input, so that none outlives the benchmark.
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws Exception {
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        switch (arguments.length == 1 ? arguments[0] : "") {
            case "target" -> serve(commands);
            case "load" -> obey(commands);
            default -> throw new IllegalArgumentException("usage: target | load");
        }
    }

    private static void serve(BufferedReader commands) throws IOException {
        try (Target target = Target.open()) {
            System.out.println("port " + target.port());
            while (commands.readLine() != null) {
                // Nothing is asked of a target but to end with its input.
            }
        }
    }

    private static void obey(BufferedReader commands) throws Exception {
        try (Load load = new Load()) {
            for (String line = commands.readLine(); line != null; line = commands.readLine()) {
                System.out.println(load.answer(line.split(" ", -1)));
            }
        }
    }
}
