package dev.kecs.cli.completion;

import dev.kecs.cli.console.CommandFailure;
import dev.kecs.cli.console.Console;
import dev.kecs.cli.instance.Connection;
import dev.kecs.cli.instance.Installation;
import dev.kecs.cli.instance.Instance;
import dev.kecs.cli.line.Candidates.Names;
import dev.kecs.protocol.agent.AgentMethods;
import dev.kecs.protocol.control.ControlMethods;
import dev.kecs.protocol.control.NameQuery;
import dev.kecs.protocol.paths.InstanceName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Asks the instance's server and agent.
record InstanceNames(Console console) implements LiveNames {

    @Override
    public List<String> names(Names what, String beginning, String instance) {
        try {
            return switch (what) {
                case INSTANCE ->
                    Installation.of(console).instances().stream()
                            .map(Instance::name)
                            .toList();
                case FORWARD -> forwards(instance(instance));
                case CLUSTER -> ask(instance(instance), NameQuery.clusters(beginning));
                case SERVICE, TASK -> inCluster(what, beginning, instance(instance));
                case FILE -> List.of();
            };
        } catch (CommandFailure | IllegalArgumentException nobody) {
            return List.of();
        }
    }

    private Instance instance(String given) {
        String name = given.isEmpty() ? console.variable("KECS_INSTANCE").orElse("default") : given;
        return Instance.of(Installation.of(console), new InstanceName(name));
    }

    private static List<String> forwards(Instance instance) {
        Optional<Connection> agent = instance.agent();
        if (agent.isEmpty()) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        try (Connection connection = agent.get()) {
            for (JsonNode forward : connection.call(AgentMethods.FORWARD_LIST)) {
                names.add(forward.path("name").asString());
            }
        }
        return names;
    }

    /// Clusters up to the slash, and what is in one after it.
    private static List<String> inCluster(Names what, String beginning, Instance instance) {
        int slash = beginning.indexOf('/');
        if (slash < 0) {
            return ask(instance, NameQuery.clusters(beginning)).stream()
                    .map(cluster -> cluster + "/")
                    .toList();
        }
        String cluster = beginning.substring(0, slash);
        String rest = beginning.substring(slash + 1);
        return ask(instance, what == Names.TASK ? NameQuery.tasks(cluster, rest) : NameQuery.services(cluster, rest))
                .stream()
                .map(name -> cluster + "/" + name)
                .toList();
    }

    private static List<String> ask(Instance instance, NameQuery query) {
        Optional<Connection> server = instance.server();
        if (server.isEmpty()) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        try (Connection connection = server.get()) {
            for (JsonNode name :
                    connection.call(ControlMethods.NAMES_LIST, query).path("names")) {
                names.add(name.asString());
            }
        }
        return names;
    }
}
