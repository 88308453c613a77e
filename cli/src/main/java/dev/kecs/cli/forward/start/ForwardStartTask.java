package dev.kecs.cli.forward.start;

import dev.kecs.cli.line.Candidates;
import dev.kecs.cli.line.Candidates.Names;
import dev.kecs.cli.line.Command;
import dev.kecs.cli.line.Description;
import dev.kecs.cli.line.Invocation;
import dev.kecs.cli.line.Option;
import dev.kecs.cli.line.Parameter;
import dev.kecs.protocol.target.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `kecs port-forward start task`
public final class ForwardStartTask implements Command {

    private static final Option<Map<String, String>> TAGS = new Option<>(
            List.of("--tags"),
            "KEY=VALUE,...",
            "Forward to the newest running task with all these tags, and follow when a newer one runs.",
            new TagsConverter(),
            Candidates.NONE,
            false);
    private static final Option<Boolean> ALL =
            Option.flag("--all", "With --tags: more than one match is an error, now and later.");

    @Override
    public Description description() {
        return StartOptions.addTo(new Description("Start a forward to one task: by its id, or the newest by tags.")
                .parameter(Parameter.one(
                                "CLUSTER/TASK",
                                "A task's id, 8 or more of its first characters, or its ARN; the cluster alone with --tags.")
                        .completedBy(Names.TASK))
                .options(TAGS, ALL)
                .examples(
                        "kecs port-forward start task development/0f9de17a --local-port 9229",
                        "kecs port-forward start task development --tags Environment=dev,Component=worker --target-port 9229",
                        "kecs port-forward start task development --tags Component=worker --all"));
    }

    @Override
    public int run(Invocation invocation) throws InterruptedException {
        String word = invocation.words().getFirst();
        Optional<Map<String, String>> tags = invocation.value(TAGS);
        if (tags.isPresent()) {
            return Starting.run(invocation, new Target.OfTags(word, tags.get(), invocation.has(ALL)));
        }
        if (invocation.has(ALL)) {
            throw invocation.misused("--all belongs to --tags");
        }
        return Starting.run(invocation, task(invocation, word));
    }

    private static Target task(Invocation invocation, String word) {
        if (word.startsWith("arn:")) {
            String[] parts = word.split("/", -1);
            if (parts.length == 3) {
                return new Target.OfTask(parts[1], word);
            }
            throw invocation.misused("'" + word + "' is not the ARN of a task, which names its cluster");
        }
        int slash = word.indexOf('/');
        if (slash < 1 || slash == word.length() - 1) {
            throw invocation.misused("'" + word + "' is not of the form CLUSTER/TASK; or name tags with --tags");
        }
        return new Target.OfTask(word.substring(0, slash), word.substring(slash + 1));
    }
}
