package dev.kecs.cli.forward;

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
import dev.kecs.protocol.agent.ForwardWait;
import dev.kecs.protocol.agent.ForwardWait.Condition;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// `kecs port-forward wait`
public final class WaitForForward implements Command {

    private static final Option<Condition> FOR =
            Option.word("--for", "What to wait for; ready by default.", List.of(Condition.values()), Condition::word);
    private static final Option<Duration> TIMEOUT =
            Option.duration("--timeout", "How long to wait, such as 30s (the default) or 2m.");
    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(30);

    @Override
    public Description description() {
        return new Description("Wait until a forward is ready, waiting or closed.")
                .parameter(Parameter.one("ID-OR-NAME", "The forward.").completedBy(Names.FORWARD))
                .options(FOR, TIMEOUT, InstanceOption.INSTANCE, OutputOption.OUTPUT)
                .examples(
                        "kecs port-forward wait webapp --for ready --timeout 2m",
                        "kecs port-forward wait webapp --for closed")
                .notes("When the time is over first the exit code is 5.");
    }

    @Override
    public int run(Invocation invocation) throws InterruptedException {
        Instance instance = InstanceOption.of(invocation);
        ForwardWait wish = new ForwardWait(
                invocation.words().getFirst(),
                invocation.value(FOR).orElse(Condition.READY),
                invocation.value(TIMEOUT).orElse(USUAL_TIMEOUT).toMillis());
        try (Connection agent =
                new Agent(instance).connectWhenWanted().orElseThrow(() -> SelectedForwards.noAgent(instance))) {
            JsonNode forward = agent.call(AgentMethods.FORWARD_WAIT, wish);
            OutputOption.of(invocation).print(forward, () -> ForwardText.line(forward) + "\n");
        }
        return 0;
    }
}
