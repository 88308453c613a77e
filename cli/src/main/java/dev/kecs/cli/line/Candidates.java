package dev.kecs.cli.line;

import java.util.List;

/// What completion offers for a value.
public sealed interface Candidates {

    Candidates NONE = new Words(List.of());

    /// A few words that are always the same.
    record Words(List<String> words) implements Candidates {

        public Words {
            words = List.copyOf(words);
        }
    }

    /// Names that only a running instance, or the disk, knows.
    enum Names implements Candidates {
        /// Of forwards.
        FORWARD,
        CLUSTER,
        /// `cluster/service`.
        SERVICE,
        /// `cluster/task`.
        TASK,
        INSTANCE,
        /// Files, which the shell knows best.
        FILE
    }
}
