package dev.kecs.cli.forward;

import dev.kecs.cli.instance.Agent;
import dev.kecs.cli.instance.Connection;
import dev.kecs.cli.instance.Instance;
import dev.kecs.cli.instance.InstanceOption;
import dev.kecs.cli.line.Command;
import dev.kecs.cli.line.Description;
import dev.kecs.cli.line.Invocation;
import dev.kecs.cli.line.OutputOption;
import dev.kecs.protocol.agent.AgentMethods;
import tools.jackson.databind.JsonNode;

/// `kecs port-forward restart-agent`
public final class RestartAgent implements Command {

    @Override
    public Description description() {
        return new Description("Replace the agent's process: every forward comes back with its id, name and ports.")
                .options(InstanceOption.INSTANCE, OutputOption.OUTPUT)
                .examples("kecs port-forward restart-agent")
                .notes("Live connections end. Forwards started with --restore never are forgotten.");
    }

    @Override
    public int run(Invocation invocation) throws InterruptedException {
        Instance instance = InstanceOption.of(invocation);
        if (!instance.runs()) {
            throw instance.notRunning();
        }
        Agent agent = new Agent(instance);
        agent.stop();
        try (Connection connection = agent.connect()) {
            JsonNode status = connection.call(AgentMethods.AGENT_STATUS);
            int forwards = status.path("forwards").asInt();
            OutputOption.of(invocation)
                    .print(
                            status,
                            () -> "agent restarted, pid " + status.path("pid").asLong() + ", with " + forwards
                                    + (forwards == 1 ? " forward\n" : " forwards\n"));
        }
        return 0;
    }
}
