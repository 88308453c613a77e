package dev.kecs.cli.demo;

import dev.kecs.cli.console.CommandFailure;
import dev.kecs.cli.console.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Kills tasks the hard way: SIGKILL to their processes, as a crash would.
///
/// @param folder where the process engine keeps its tasks' directories
record TaskProcesses(Path folder) {

    /// The file in a container's directory that begins with the pid of its program.
    private static final String STARTED = "started";

    /// Sends SIGKILL to every container of the task.
    void kill(String task) {
        for (long pid : pids(task)) {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    private List<Long> pids(String task) {
        try (Stream<Path> found = Files.walk(folder.resolve(task), 3)) {
            List<Long> pids = found.filter(path -> path.endsWith(STARTED))
                    .map(TaskProcesses::pid)
                    .toList();
            if (!pids.isEmpty()) {
                return pids;
            }
            throw new CommandFailure(
                    ExitCode.FAILED, "task " + task + " has no process in " + folder, "kecs status --instance demo");
        } catch (IOException absent) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "the processes of task " + task + " cannot be found: " + absent,
                    "The demo needs the engine process: kecs demo --cleanup, then kecs demo");
        }
    }

    private static long pid(Path file) {
        try {
            String text = Files.readString(file).strip();
            int blank = text.indexOf(' ');
            return Long.parseLong(blank < 0 ? text : text.substring(0, blank));
        } catch (IOException unreadable) {
            throw new CommandFailure(ExitCode.FAILED, file + " cannot be read: " + unreadable, "Run the demo again.");
        }
    }
}
