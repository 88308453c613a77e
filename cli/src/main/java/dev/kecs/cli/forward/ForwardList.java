package dev.kecs.cli.forward;

import dev.kecs.cli.console.Output;
import dev.kecs.cli.console.OutputFormat;
import dev.kecs.cli.instance.Agent;
import dev.kecs.cli.instance.Connection;
import dev.kecs.cli.instance.Instance;
import dev.kecs.cli.instance.InstanceOption;
import dev.kecs.cli.line.Command;
import dev.kecs.cli.line.Description;
import dev.kecs.cli.line.Invocation;
import dev.kecs.cli.line.OutputOption;
import dev.kecs.protocol.agent.AgentMethods;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// `kecs port-forward list`
public final class ForwardList implements Command {

    @Override
    public Description description() {
        return new Description("List the forwards of an instance.")
                .options(InstanceOption.INSTANCE, OutputOption.OUTPUT)
                .examples("kecs port-forward list", "kecs pf list -o wide", "kecs port-forward list -o json");
    }

    /// Without an agent nothing is forwarded: the list is empty, and that is no failure. A killed one is replaced while
    /// its instance runs.
    @Override
    public int run(Invocation invocation) throws InterruptedException {
        Instance instance = InstanceOption.of(invocation);
        Output output = OutputOption.of(invocation);
        JsonNode forwards = JsonNodeFactory.instance.arrayNode();
        Optional<Connection> agent = new Agent(instance).connectWhenWanted();
        if (agent.isPresent()) {
            try (Connection connection = agent.get()) {
                forwards = connection.call(AgentMethods.FORWARD_LIST);
            }
        } else if (new Agent(instance).wanted()) {
            invocation
                    .console()
                    .note("The forwards of instance " + instance.name() + " are stopped. Start it: kecs start"
                            + instance.option());
        }
        JsonNode listed = forwards;
        output.print(listed, () -> ForwardText.table(listed, output.format() == OutputFormat.WIDE));
        return 0;
    }
}
