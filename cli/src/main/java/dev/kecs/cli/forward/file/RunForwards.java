package dev.kecs.cli.forward.file;

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
import dev.kecs.protocol.agent.AgentMethods;
import dev.kecs.protocol.agent.ForwardApply;
import dev.kecs.protocol.forward.ForwardRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// `kecs port-forward run`
public final class RunForwards implements Command {

    private static final Option<Boolean> WAIT = Option.flag("--wait", "Return when all are ready.");
    private static final Option<Duration> TIMEOUT =
            Option.duration("--timeout", "With --wait: how long to wait for all, such as 30s (the default) or 2m.");
    private static final Option<Boolean> PRUNE =
            Option.flag("--prune", "Stop forwards that came from this file and are not listed any more.");
    private static final Option<Boolean> DRY_RUN = Option.flag("--dry-run", "Only tell what would be done.");
    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(30);

    @Override
    public Description description() {
        return new Description("Bring the forwards of a file to what it says; a second run changes nothing.")
                .options(FileOption.CONFIG, WAIT, TIMEOUT, PRUNE, DRY_RUN, InstanceOption.INSTANCE)
                .options(OutputOption.OUTPUT)
                .examples(
                        "kecs port-forward run --config port-forward.yaml",
                        "kecs port-forward run --config port-forward.yaml --wait --timeout 1m",
                        "kecs port-forward run --config port-forward.yaml --prune --dry-run",
                        "generate-forwards | kecs port-forward run --config -")
                .notes("A wrong file starts nothing and ends with 2. When one forward fails the others are started all "
                        + "the same, and it ends with 1; with 5 when one is not ready in time.");
    }

    @Override
    public int run(Invocation invocation) throws InterruptedException {
        String file = FileOption.of(invocation);
        List<ForwardRequest> forwards = FileOption.read(invocation, file);
        if (invocation.value(TIMEOUT).isPresent() && !invocation.has(WAIT)) {
            throw invocation.misused("--timeout goes with --wait");
        }
        Instance instance = InstanceOption.of(invocation);
        if (!instance.runs()) {
            throw instance.notRunning();
        }
        boolean dryRun = invocation.has(DRY_RUN);
        boolean waits = invocation.has(WAIT) && !dryRun;
        ForwardApply wish = new ForwardApply(
                FileOption.origin(file),
                forwards,
                invocation.has(PRUNE),
                dryRun,
                waits ? invocation.value(TIMEOUT).orElse(USUAL_TIMEOUT).toMillis() : 0);
        try (Connection agent = new Agent(instance).connect()) {
            JsonNode changes = agent.call(AgentMethods.FORWARD_APPLY, wish);
            OutputOption.of(invocation).print(changes, () -> ChangeText.table(changes));
            return exit(changes, waits, invocation);
        }
    }

    private static int exit(JsonNode changes, boolean waited, Invocation invocation) {
        boolean failed = false;
        List<String> late = new ArrayList<>();
        for (JsonNode change : changes) {
            failed |= ChangeText.kind(change).equals("failed");
            JsonNode forward = change.path("forward");
            if (waited && forward.isObject() && !ChangeText.kind(change).equals("removed")) {
                String state = forward.path("state").asString();
                if (state.equals("Closed")) {
                    failed = true;
                    invocation
                            .console()
                            .note(change.path("name").asString() + " has ended: "
                                    + forward.path("message").asString(""));
                } else if (!state.equals("Ready")) {
                    late.add(change.path("name").asString());
                }
            }
        }
        if (!late.isEmpty()) {
            invocation
                    .console()
                    .note("not ready in time: " + String.join(", ", late) + "; they stay and get ready when they can");
        }
        if (failed) {
            return ExitCode.FAILED.number();
        }
        return (late.isEmpty() ? ExitCode.DONE : ExitCode.TIMED_OUT).number();
    }
}
