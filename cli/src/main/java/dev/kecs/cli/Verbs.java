package dev.kecs.cli;

import dev.kecs.cli.command.Completion;
import dev.kecs.cli.command.Doctor;
import dev.kecs.cli.command.Version;
import dev.kecs.cli.line.Verb;

/// The tree of commands. Adding a command: its class, a line here, a row in the reference.
public final class Verbs {

    public static final Verb ROOT = Verb.group(
            "kecs",
            Kecs::new,
            Verb.leaf("doctor", Doctor::new),
            Verb.leaf("completion", Completion::new),
            Verb.leaf("version", Version::new));

    private Verbs() {}
}
