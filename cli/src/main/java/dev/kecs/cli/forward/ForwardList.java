package dev.kecs.cli.forward;

import dev.kecs.cli.console.Console;
import dev.kecs.cli.console.Output;
import dev.kecs.cli.console.OutputFormat;
import dev.kecs.cli.instance.Agent;
import dev.kecs.cli.instance.Connection;
import dev.kecs.cli.instance.Instance;
import dev.kecs.cli.instance.InstanceOption;
import dev.kecs.cli.line.Candidates;
import dev.kecs.cli.line.Candidates.Names;
import dev.kecs.cli.line.Command;
import dev.kecs.cli.line.Description;
import dev.kecs.cli.line.Invocation;
import dev.kecs.cli.line.Option;
import dev.kecs.cli.line.OutputOption;
import dev.kecs.protocol.agent.AgentMethods;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.TypeConversionException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// `kecs port-forward list`
public final class ForwardList implements Command {

    private static final List<String> STATES = List.of("resolving", "ready", "waiting", "paused", "closed");
    private static final Option<String> STATE = new Option<>(
            List.of("--state"),
            String.join("|", STATES),
            "Only forwards in this state.",
            ForwardList::state,
            new Candidates.Words(STATES),
            false);
    private static final Option<String> CLUSTER =
            Option.text("--cluster", "NAME", "Only forwards into this cluster.").completedBy(Names.CLUSTER);
    private static final Option<Boolean> WATCH =
            Option.flag("--watch", "Print the list again at every change, until Ctrl-C is pressed.");
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final String CLEAR = "\u001b[H\u001b[2J";

    @Override
    public Description description() {
        return new Description("List the forwards of an instance.")
                .options(STATE, CLUSTER, WATCH, InstanceOption.INSTANCE, OutputOption.OUTPUT)
                .examples(
                        "kecs port-forward list",
                        "kecs pf list -o wide --watch",
                        "kecs port-forward list -o json --state waiting --cluster production");
    }

    /// Without an agent nothing is forwarded: the list is empty, and that is no failure. A killed one is replaced while
    /// its instance runs.
    @Override
    public int run(Invocation invocation) throws InterruptedException {
        Instance instance = InstanceOption.of(invocation);
        Output output = OutputOption.of(invocation);
        if (invocation.has(WATCH)) {
            watch(invocation, instance, output);
            return 0;
        }
        print(output, chosen(forwards(invocation, instance, new Agent(instance).connectWhenWanted()), invocation));
        return 0;
    }

    private static void watch(Invocation invocation, Instance instance, Output output) throws InterruptedException {
        Console console = invocation.console();
        JsonNode before = null;
        Optional<Connection> agent = new Agent(instance).connectWhenWanted();
        while (true) {
            JsonNode now = chosen(forwards(invocation, instance, agent), invocation);
            if (!now.equals(before)) {
                if (console.terminal() && output.format().forPeople()) {
                    console.out().print(CLEAR);
                }
                print(output, now);
                console.out().flush();
                before = now;
            }
            Thread.sleep(BETWEEN_LOOKS);
            agent = new Agent(instance).connectAgain();
        }
    }

    private static JsonNode forwards(Invocation invocation, Instance instance, Optional<Connection> agent) {
        if (agent.isPresent()) {
            try (Connection connection = agent.get()) {
                return connection.call(AgentMethods.FORWARD_LIST);
            }
        }
        if (new Agent(instance).wanted()) {
            invocation
                    .console()
                    .note("The forwards of instance " + instance.name() + " are stopped. Start it: kecs start"
                            + instance.option());
        }
        return JsonNodeFactory.instance.arrayNode();
    }

    private static JsonNode chosen(JsonNode forwards, Invocation invocation) {
        String state = invocation.value(STATE).orElse("");
        String cluster = invocation.value(CLUSTER).orElse("");
        if (state.isEmpty() && cluster.isEmpty()) {
            return forwards;
        }
        ArrayNode chosen = JsonNodeFactory.instance.arrayNode();
        for (JsonNode forward : forwards) {
            String named = forward.path("cluster").asString();
            boolean inCluster = cluster.isEmpty() || named.equals(cluster) || named.endsWith("/" + cluster);
            if (inCluster
                    && (state.isEmpty() || forward.path("state").asString().equalsIgnoreCase(state))) {
                chosen.add(forward);
            }
        }
        return chosen;
    }

    private static void print(Output output, JsonNode listed) {
        output.print(listed, () -> ForwardText.table(listed, output.format() == OutputFormat.WIDE));
    }

    private static String state(String text) {
        for (String state : STATES) {
            if (state.equalsIgnoreCase(text)) {
                return state;
            }
        }
        throw new TypeConversionException("'" + text + "' is none of " + String.join(", ", STATES));
    }
}
