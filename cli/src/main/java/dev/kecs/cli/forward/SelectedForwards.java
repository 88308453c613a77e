package dev.kecs.cli.forward;

import dev.kecs.cli.console.CommandFailure;
import dev.kecs.cli.console.ExitCode;
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
import dev.kecs.protocol.agent.AgentMethods;
import dev.kecs.protocol.agent.ForwardSelection;
import dev.kecs.protocol.forward.ForwardView;
import dev.kecs.protocol.method.RpcMethod;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// `kecs port-forward stop`, `pause` and `resume`: one thing done with the forwards that are named, or with all.
///
/// @param verb as it is typed
/// @param done what is said of each
public record SelectedForwards(
        String verb, String sentence, String done, RpcMethod<ForwardSelection, ForwardView[]> method)
        implements Command {

    private static final Option<Boolean> ALL = Option.flag("--all", "All forwards of the instance.");

    public static SelectedForwards stop() {
        return new SelectedForwards(
                "stop",
                "Stop forwards: their ports are closed and their connections end.",
                "stopped",
                AgentMethods.FORWARD_STOP);
    }

    public static SelectedForwards pause() {
        return new SelectedForwards(
                "pause",
                "Pause forwards: live connections go on, new ones are held until the forward is resumed.",
                "paused",
                AgentMethods.FORWARD_PAUSE);
    }

    public static SelectedForwards resume() {
        return new SelectedForwards(
                "resume",
                "Resume paused forwards: held connections are served.",
                "resumed",
                AgentMethods.FORWARD_RESUME);
    }

    @Override
    public Description description() {
        return new Description(sentence)
                .parameter(Parameter.any("ID-OR-NAME", "The forwards; when one is unknown nothing is done.")
                        .completedBy(Names.FORWARD))
                .options(InstanceOption.INSTANCE, ALL, OutputOption.OUTPUT)
                .examples("kecs port-forward " + verb + " webapp", "kecs port-forward " + verb + " --all");
    }

    @Override
    public int run(Invocation invocation) throws InterruptedException {
        List<String> names = invocation.words();
        if (invocation.has(ALL) == !names.isEmpty()) {
            throw invocation.misused("name the forwards to " + verb + ", or give --all");
        }
        Instance instance = InstanceOption.of(invocation);
        ForwardSelection wish = invocation.has(ALL) ? ForwardSelection.everything() : ForwardSelection.only(names);
        try (Connection agent = new Agent(instance).connectWhenWanted().orElseThrow(() -> noAgent(instance))) {
            JsonNode changed = agent.call(method, wish);
            OutputOption.of(invocation).print(changed, () -> text(changed));
        }
        return 0;
    }

    /// The failure of a command that needs a forward where none runs.
    public static CommandFailure noAgent(Instance instance) {
        return new CommandFailure(
                ExitCode.NOT_RUNNING,
                "no forward of instance " + instance.name() + " runs",
                "Start the instance first: kecs start" + instance.option());
    }

    private String text(JsonNode changed) {
        StringBuilder text = new StringBuilder();
        for (JsonNode forward : changed) {
            text.append(forward.path("name").asString())
                    .append(' ')
                    .append(done)
                    .append('\n');
        }
        return text.toString();
    }
}
