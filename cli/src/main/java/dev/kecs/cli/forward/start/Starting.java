package dev.kecs.cli.forward.start;

import dev.kecs.cli.console.CommandFailure;
import dev.kecs.cli.console.Console;
import dev.kecs.cli.console.ExitCode;
import dev.kecs.cli.console.Output;
import dev.kecs.cli.forward.ForwardText;
import dev.kecs.cli.instance.Agent;
import dev.kecs.cli.instance.Connection;
import dev.kecs.cli.instance.Instance;
import dev.kecs.cli.instance.InstanceOption;
import dev.kecs.cli.line.Invocation;
import dev.kecs.cli.line.OutputOption;
import dev.kecs.protocol.agent.AgentMethods;
import dev.kecs.protocol.agent.ForwardWait;
import dev.kecs.protocol.forward.ForwardRequest;
import dev.kecs.protocol.target.Target;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/// Starts a forward to a target, waits for it as wished, and prints it.
final class Starting {
    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(30);

    private Starting() {}

    static int run(Invocation invocation, Target target) throws InterruptedException {
        ForwardRequest request = StartOptions.request(invocation, target);
        if (invocation.has(StartOptions.WAIT) && invocation.has(StartOptions.NO_WAIT)) {
            throw invocation.misused("--wait and --no-wait exclude each other");
        }
        Instance instance = InstanceOption.of(invocation);
        if (!instance.runs()) {
            throw instance.notRunning();
        }
        Output output = OutputOption.of(invocation);
        try (Connection agent = new Agent(instance).connect()) {
            JsonNode forward = agent.call(AgentMethods.FORWARD_START, request);
            if (!invocation.has(StartOptions.NO_WAIT)) {
                Duration limit = invocation.value(StartOptions.TIMEOUT).orElse(USUAL_TIMEOUT);
                forward = awaitReady(agent, forward, limit, invocation.console());
            }
            JsonNode last = forward;
            output.print(last, () -> ForwardText.line(last) + "\n" + ForwardText.selected(last));
        }
        return 0;
    }

    /// Ctrl-C while it waits leaves the forward; a person is told so.
    private static JsonNode awaitReady(Connection agent, JsonNode forward, Duration limit, Console console) {
        String name = forward.path("name").asString();
        Thread farewell = new Thread(
                () -> console.note("The forward " + name + " stays. Stop it: kecs port-forward stop " + name),
                "farewell");
        Runtime.getRuntime().addShutdownHook(farewell);
        try {
            return agent.call(
                    AgentMethods.FORWARD_WAIT,
                    ForwardWait.untilReady(forward.path("id").asString(), limit.toMillis()));
        } catch (CommandFailure failure) {
            if (failure.exitCode() != ExitCode.TIMED_OUT) {
                throw failure;
            }
            throw new CommandFailure(
                    ExitCode.TIMED_OUT,
                    String.valueOf(failure.getMessage()),
                    "The forward " + name + " stays and gets ready when it can: kecs port-forward list"
                            + failure.hint().map(hint -> ". " + hint).orElse(""));
        } finally {
            Runtime.getRuntime().removeShutdownHook(farewell);
        }
    }
}
