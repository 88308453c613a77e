package dev.kecs.bench.traffic;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/// The main of both ends: `target` listens at the port in `PORT`, as a task does, until it is signalled;
/// `load` carries out one command per line of its input and answers each with one line, and ends with its
/// input.
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws Exception {
        switch (arguments.length == 1 ? arguments[0] : "") {
            case "target" -> serve(Integer.parseInt(System.getenv("PORT")));
            case "load" -> obey(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
            default -> throw new IllegalArgumentException("usage: target | load");
        }
    }

    private static void serve(int port) throws IOException, InterruptedException {
        try (Target target = Target.open(port)) {
            System.out.println("listening at port " + target.port());
            Thread.currentThread().join();
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
