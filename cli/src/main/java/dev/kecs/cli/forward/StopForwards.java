package dev.kecs.cli.forward;

import dev.kecs.cli.console.CommandFailure;
import dev.kecs.cli.console.ExitCode;
import dev.kecs.cli.instance.Agent;
import dev.kecs.cli.instance.Connection;
import dev.kecs.cli.instance.Instance;
import dev.kecs.cli.instance.InstanceOption;
import dev.kecs.cli.line.Command;
import dev.kecs.cli.line.Description;
import dev.kecs.cli.line.Invocation;
import dev.kecs.cli.line.Option;
import dev.kecs.cli.line.OutputOption;
import dev.kecs.cli.line.Parameter;
import dev.kecs.protocol.agent.AgentMethods;
import dev.kecs.protocol.agent.ForwardSelection;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// `kecs port-forward stop`
public final class StopForwards implements Command {

    private static final Option<Boolean> ALL = Option.flag("--all", "Stop all forwards of the instance.");

    @Override
    public Description description() {
        return new Description("Stop forwards: their ports are closed and their connections end.")
                .parameter(Parameter.any("ID-OR-NAME", "The forwards; when one is unknown none is stopped."))
                .options(InstanceOption.INSTANCE, ALL, OutputOption.OUTPUT)
                .examples("kecs port-forward stop webapp", "kecs port-forward stop --all");
    }

    @Override
    public int run(Invocation invocation) throws InterruptedException {
        List<String> names = invocation.words();
        if (invocation.has(ALL) == !names.isEmpty()) {
            throw invocation.misused("name the forwards to stop, or give --all");
        }
        Instance instance = InstanceOption.of(invocation);
        ForwardSelection wish = invocation.has(ALL) ? ForwardSelection.everything() : ForwardSelection.only(names);
        try (Connection agent = new Agent(instance).connectWhenWanted().orElseThrow(() -> noAgent(instance))) {
            JsonNode stopped = agent.call(AgentMethods.FORWARD_STOP, wish);
            OutputOption.of(invocation).print(stopped, () -> text(stopped));
        }
        return 0;
    }

    private static CommandFailure noAgent(Instance instance) {
        return new CommandFailure(
                ExitCode.NOT_RUNNING,
                "no forward of instance " + instance.name() + " runs",
                "Start the instance, and then stop them: kecs start" + instance.option());
    }

    private static String text(JsonNode stopped) {
        StringBuilder text = new StringBuilder();
        for (JsonNode forward : stopped) {
            text.append(forward.path("name").asString()).append(" stopped\n");
        }
        return text.toString();
    }
}
