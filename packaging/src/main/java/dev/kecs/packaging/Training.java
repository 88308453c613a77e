package dev.kecs.packaging;

import dev.kecs.packaging.training.AgentTraining;
import dev.kecs.packaging.training.EchoTraining;
import dev.kecs.packaging.training.ServerTraining;
import dev.kecs.packaging.training.StandInAgent;
import dev.kecs.protocol.rpc.JsonRpcServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Runs each application as users do, records what it loads, and makes the AOT caches from the records.
final class Training {

    /// The command lines that the command line's cache covers best, separated by `;`.
    private static final String REHEARSAL = "--help ; version ; version -o json ; instances ; port-forward --help"
            + " ; port-forward list ; port-forward list -o wide ; port-forward list -o json"
            + " ; port-forward start service production/webapp --local-port 8081 ; port-forward stop webapp ; __complete -- port-forward stop w";

    private static final String FORWARDS = """
            version: "1"
            forwards:
            - {name: webapp, type: service, cluster: production, service: webapp, localPort: 8081}
            """;

    private final AotCaches caches;
    private final List<Placed> applications;

    Training(AotCaches caches, List<Placed> applications) {
        this.caches = caches;
        this.applications = applications;
    }

    void run() throws IOException, InterruptedException {
        Path home = Files.createTempDirectory("kecs-training");
        JsonRpcServer agent = StandInAgent.start(home);
        try {
            List<String> arguments = new ArrayList<>(List.of("-Dkecs.rehearsal=true", "dev.kecs.cli.Main"));
            Path file = Files.writeString(home.resolve("port-forward.yaml"), FORWARDS);
            String files = " ; port-forward run --config " + file + " --wait ; port-forward down --config " + file;
            arguments.addAll(List.of((REHEARSAL + files).split(" ", -1)));
            ExternalCommand.run(caches.training(named("kecs"), arguments), home);
            Path agentHome = home.resolve("agent");
            List<String> agentArguments = new ArrayList<>(List.of("dev.kecs.agent.Main"));
            agentArguments.addAll(AgentTraining.arguments(agentHome));
            AgentTraining.run(caches.training(named("kecs-agent"), agentArguments), agentHome);
            Path serverHome = home.resolve("server");
            List<String> serverArguments = new ArrayList<>(List.of("dev.kecs.server.Main"));
            serverArguments.addAll(ServerTraining.arguments(serverHome));
            ServerTraining.run(caches.training(named("kecs-server"), serverArguments), serverHome);
        } finally {
            agent.close();
            Trees.delete(home);
        }
        EchoTraining.run(caches.training(named("kecs-echo"), List.of("dev.kecs.echo.Main")));
        for (Placed application : applications) {
            caches.create(application);
        }
    }

    private Placed named(String launcher) {
        return applications.stream()
                .filter(placed -> placed.application().launcher().equals(launcher))
                .findFirst()
                .orElseThrow();
    }
}
