package dev.kecs.cli.forward;

import dev.kecs.cli.console.CommandFailure;
import dev.kecs.cli.console.Console;
import dev.kecs.cli.console.ExitCode;
import dev.kecs.cli.console.Output;
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
import dev.kecs.protocol.control.Target;
import dev.kecs.protocol.forward.AgentMethods;
import dev.kecs.protocol.forward.ForwardRequest;
import dev.kecs.protocol.forward.ForwardWait;
import dev.kecs.protocol.forward.PortPair;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/// `kecs port-forward start service`
public final class ForwardStartService implements Command {

    private static final Option<Integer> LOCAL_PORT = Option.port(
            "--local-port",
            0,
            "The port to listen on, 0 for any; by default the target port when 1024 or more and free.");
    private static final Option<Integer> TARGET_PORT =
            Option.port("--target-port", 1, "The container port; needed only when there is more than one.");
    private static final Option<String> NAME =
            Option.text("--name", "NAME", "The forward's name; by default the service's, with -2, -3 when taken.");
    private static final Option<String> ADDRESS = Option.text(
                    "--address", "ADDRESS", "An address to listen on, repeatable; 127.0.0.1 and ::1 by default.")
            .many();
    private static final Option<Boolean> WAIT =
            Option.flag("--wait", "Return when the forward is ready (the default).");
    private static final Option<Boolean> NO_WAIT = Option.flag("--no-wait", "Return at once.");
    private static final Option<Duration> TIMEOUT =
            Option.duration("--timeout", "How long to wait, such as 30s (the default) or 2m.");
    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(30);

    @Override
    public Description description() {
        return new Description("Start a forward to all running tasks of a service.")
                .parameter(Parameter.one("CLUSTER/SERVICE", "The service."))
                .options(InstanceOption.INSTANCE, LOCAL_PORT, TARGET_PORT, NAME, ADDRESS, WAIT, NO_WAIT, TIMEOUT)
                .options(OutputOption.OUTPUT)
                .examples(
                        "kecs port-forward start service production/webapp --local-port 8081",
                        "kecs port-forward start service production/db --target-port 5432 --name db --timeout 2m")
                .notes("When the time is over the exit code is 5; the forward stays and gets ready when it can.");
    }

    @Override
    public int run(Invocation invocation) throws InterruptedException {
        ForwardRequest request = request(invocation);
        if (invocation.has(WAIT) && invocation.has(NO_WAIT)) {
            throw invocation.misused("--wait and --no-wait exclude each other");
        }
        Instance instance = InstanceOption.of(invocation);
        if (!instance.runs()) {
            throw instance.notRunning();
        }
        Output output = OutputOption.of(invocation);
        try (Connection agent = new Agent(instance).connect()) {
            JsonNode forward = agent.call(AgentMethods.FORWARD_START, request);
            if (!invocation.has(NO_WAIT)) {
                Duration limit = invocation.value(TIMEOUT).orElse(USUAL_TIMEOUT);
                forward = awaitReady(agent, forward, limit, invocation.console());
            }
            JsonNode last = forward;
            output.print(last, () -> ForwardText.line(last) + "\n");
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
                    "The forward " + name + " stays and gets ready when it can: kecs port-forward list. "
                            + failure.hint().orElse(""));
        } finally {
            Runtime.getRuntime().removeShutdownHook(farewell);
        }
    }

    private static ForwardRequest request(Invocation invocation) {
        String word = invocation.words().getFirst();
        int slash = word.indexOf('/');
        if (slash < 1 || slash == word.length() - 1) {
            throw invocation.misused("'" + word + "' is not of the form CLUSTER/SERVICE");
        }
        Target target = new Target.OfService(word.substring(0, slash), word.substring(slash + 1));
        return ForwardRequest.to(target)
                .named(invocation.value(NAME).orElse(null))
                .between(new PortPair(
                        invocation.value(LOCAL_PORT).orElse(null),
                        invocation.value(TARGET_PORT).orElse(null),
                        null))
                .listeningAt(invocation.values(ADDRESS));
    }
}
