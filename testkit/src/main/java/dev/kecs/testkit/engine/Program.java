package dev.kecs.testkit.engine;

/// What a container of a contract test does, whatever runs it.
public sealed interface Program {
    /// @return a script for a POSIX shell; paths in it begin where the container's programs do
    String script();

    /// It ends at once.
    record Exits(int code) implements Program {
        @Override
        public String script() {
            return "exit " + code;
        }
    }

    /// It runs until it is asked to end, and ends as one that SIGTERM ended.
    record Runs() implements Program {
        @Override
        public String script() {
            return "trap 'exit 143' TERM; while :; do sleep 0.1; done";
        }
    }

    /// It runs until it is killed.
    record IgnoresStop() implements Program {
        @Override
        public String script() {
            return "trap '' TERM; while :; do sleep 0.1; done";
        }
    }

    /// It writes one line to each stream and ends; `error` first.
    record Writes(String output, String error) implements Program {
        @Override
        public String script() {
            return "echo " + error + " >&2; echo " + output;
        }
    }

    /// It writes `line 1`, then `line 2` and so on, ten times a second, until it is asked to end.
    record Counts() implements Program {
        @Override
        public String script() {
            return "trap 'exit 0' TERM; n=0; while :; do n=$((n+1)); echo line $n; sleep 0.1; done";
        }
    }

    /// It is healthy, and after some seconds is not any more; [#CHECK] tells.
    record FallsIll(int afterSeconds) implements Program {
        /// A health check's command, for `CMD-SHELL`.
        public static final String CHECK = "test ! -e fell-ill";

        @Override
        public String script() {
            return "trap 'exit 0' TERM; n=0; while :; do n=$((n+1)); [ $n -lt " + afterSeconds * 10
                    + " ] || : > fell-ill; sleep 0.1; done";
        }
    }
}
