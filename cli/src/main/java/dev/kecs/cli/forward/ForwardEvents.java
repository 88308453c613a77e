package dev.kecs.cli.forward;

import dev.kecs.cli.console.Console;
import dev.kecs.cli.console.Output;
import dev.kecs.cli.console.OutputFormat;
import dev.kecs.cli.console.StructuredOutput;
import dev.kecs.cli.instance.Agent;
import dev.kecs.cli.instance.Connection;
import dev.kecs.cli.instance.Instance;
import dev.kecs.cli.instance.InstanceOption;
import dev.kecs.cli.line.Candidates.Names;
import dev.kecs.cli.line.Command;
import dev.kecs.cli.line.Description;
import dev.kecs.cli.line.Invocation;
import dev.kecs.cli.line.Option;
import dev.kecs.cli.line.OutputOption;
import dev.kecs.cli.line.Parameter;
import dev.kecs.protocol.event.EventMethods;
import dev.kecs.protocol.event.EventQuery;
import dev.kecs.protocol.method.RpcNotification;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// `kecs port-forward events`
public final class ForwardEvents implements Command {

    private static final Option<Boolean> FOLLOW = Option.flag("-f", "--follow", "Go on until Ctrl-C is pressed.");
    private static final Option<Duration> SINCE = Option.duration(
            "--since", "Begin with what happened so long ago, such as 10m; with all that is remembered by default.");

    @Override
    public Description description() {
        return new Description("Print what happened to forwards.")
                .parameter(Parameter.optional("ID-OR-NAME", "Only what happened to this forward.")
                        .completedBy(Names.FORWARD))
                .options(FOLLOW, SINCE, InstanceOption.INSTANCE, OutputOption.OUTPUT)
                .examples("kecs port-forward events webapp --since 10m", "kecs port-forward events -f -o json")
                .notes("The agent remembers its last thousand events. With -f, JSON is one line for each event.");
    }

    @Override
    public int run(Invocation invocation) throws InterruptedException {
        Instance instance = InstanceOption.of(invocation);
        Output output = OutputOption.of(invocation);
        List<String> words = invocation.words();
        EventQuery query = new EventQuery(
                words.isEmpty() ? null : words.getFirst(),
                invocation
                        .value(SINCE)
                        .map(ago -> Instant.now().minus(ago).toString())
                        .orElse(null));
        try (Connection agent =
                new Agent(instance).connectWhenWanted().orElseThrow(() -> SelectedForwards.noAgent(instance))) {
            if (invocation.has(FOLLOW)) {
                // As JSON, so that events of a newer agent are printed, too.
                agent.subscribe(
                        new RpcNotification<>(EventMethods.EVENT.name(), JsonNode.class),
                        event -> print(event, output));
                agent.call(EventMethods.EVENTS_FOLLOW, query);
            } else {
                JsonNode events = agent.call(EventMethods.EVENTS_LIST, query);
                output.print(events, () -> lines(events));
            }
        }
        return 0;
    }

    static String lines(JsonNode events) {
        StringBuilder text = new StringBuilder();
        for (JsonNode event : events) {
            text.append(EventText.line(event)).append('\n');
        }
        return text.toString();
    }

    private static void print(JsonNode event, Output output) {
        Console console = output.console();
        if (output.format().forPeople()) {
            console.print(EventText.line(event));
        } else if (output.format() == OutputFormat.JSON) {
            console.print(event.toString());
        } else {
            console.print("---\n" + StructuredOutput.render(event, output.format()));
        }
        console.out().flush();
    }
}
