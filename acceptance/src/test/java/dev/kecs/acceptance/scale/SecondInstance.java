package dev.kecs.acceptance.scale;

import dev.kecs.acceptance.product.Ended;
import dev.kecs.acceptance.product.FreePort;
import dev.kecs.acceptance.product.Kecs;
import dev.kecs.acceptance.product.Program;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.ecs.EcsClient;
import tools.jackson.databind.JsonNode;

/// Another instance in the same home, with a cluster and a service of the same names.
record SecondInstance(Kecs kecs) {
    private static final String NAME = "second";

    static SecondInstance startedBeside(EchoServices first, String... options) throws IOException {
        SecondInstance second = new SecondInstance(first.kecs());
        List<String> start = new ArrayList<>(List.of("start", "--api-port", "" + FreePort.any()));
        start.addAll(List.of(options));
        second.run(start.toArray(String[]::new)).done();
        String endpoint = second.run("status", "-o", "json")
                .done()
                .json()
                .path("endpoint")
                .asString();
        try (EcsClient ecs = second.kecs().ecs(URI.create(endpoint))) {
            EchoServices.create(ecs, 1);
        }
        return second;
    }

    Ended run(String... arguments) {
        List<String> command = new ArrayList<>(List.of(arguments));
        command.addAll(List.of("--instance", NAME));
        return kecs.run(command.toArray(String[]::new));
    }

    void forward(String name) {
        run("port-forward", "start", "service", EchoServices.CLUSTER + "/echo-0", "--name", name, "--local-port", "0")
                .done();
    }

    JsonNode forwards() {
        return run("port-forward", "list", "-o", "json").done().json();
    }

    Program agent() throws IOException {
        return Program.of(Long.parseLong(Files.readString(
                        kecs.home().instance(NAME).resolve("port-forwards").resolve("agent.pid"))
                .strip()));
    }
}
