package dev.kecs.acceptance.product;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A running process, as `/proc` shows it. A pid that was given to another process is not the same program.
///
/// @param ticks its start, in clock ticks since boot
public record Program(long pid, long ticks) {

    public static Program of(long pid) throws IOException {
        return new Program(pid, field(pid, 22));
    }

    /// A zombie has ended, as soon as it has no thread left that keeps files open.
    public boolean alive() {
        try {
            return field(pid, 22) == ticks && (state(pid) != 'Z' || field(pid, 20) > 1);
        } catch (IOException ended) {
            return false;
        }
    }

    /// SIGKILL; nothing when it has ended.
    public void kill() {
        if (alive()) {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    /// Sends a signal.
    ///
    /// @param name as kill(1) takes it, such as `STOP` or `CONT`
    public void signal(String name) throws IOException, InterruptedException {
        int status = new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + pid)
                .inheritIO()
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException("SIG" + name + " could not be sent to " + pid);
        }
    }

    public int descriptors() throws IOException {
        try (var open = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            return (int) open.count();
        }
    }

    /// How many descriptors are open on each file, or kind of file, for messages.
    public Map<String, Long> openFiles() {
        try (var open = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            return open.map(Program::target)
                    .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What a descriptor is open on, without the inode of a socket or pipe.
    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().replaceAll(":\\[\\d+]", "");
        } catch (IOException _) {
            return "closed meanwhile";
        }
    }

    /// Resident memory, in KiB.
    public long resident() throws IOException {
        return number("VmRSS:");
    }

    public long threads() throws IOException {
        return number("Threads:");
    }

    /// The signals that it ignores, a bit for each; signal 1 is the lowest.
    public long ignoredSignals() throws IOException {
        return Long.parseUnsignedLong(status("SigIgn:").strip(), 16);
    }

    private long number(String key) throws IOException {
        return Long.parseLong(status(key).replaceAll("\\D", ""));
    }

    private String status(String key) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(key.length()))
                .findFirst()
                .orElseThrow();
    }

    private static char state(long pid) throws IOException {
        return fields(pid)[0].charAt(0);
    }

    /// @param number as in proc(5); 3 is the first after the name in parentheses
    private static long field(long pid, int number) throws IOException {
        return Long.parseLong(fields(pid)[number - 3]);
    }

    private static String[] fields(long pid) throws IOException {
        String line = Files.readString(Path.of("/proc/" + pid + "/stat"), StandardCharsets.ISO_8859_1);
        return line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
    }
}
