package dev.kecs.engine.process;

import dev.kecs.ecs.engine.EngineException;
import dev.kecs.ecs.engine.TaskCommand;
import dev.kecs.ecs.engine.TaskLog;
import dev.kecs.engine.process.task.ContainerPlan;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A command in a container's environment and directory, with the container's mark: when the container ends, so does
/// it. Its outputs are read by a virtual thread each.
final class ProcessCommand implements TaskCommand {
    private static final int LARGEST_PIECE = 32 * 1024;
    private static final long KILLED_AFTER_SECONDS = 2;
    /// How long outputs are read that others have inherited and keep open when the command has ended.
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final Process process;
    private final List<Reader> readers;

    /// One of the command's outputs, on its way to whoever listens.
    private final class Reader {
        private final Thread thread;
        private volatile boolean telling;

        Reader(String name, TaskLog.Stream stream, InputStream from, Output output) {
            this.thread = Thread.ofVirtual().name(name).start(() -> read(stream, from, output));
        }

        private void read(TaskLog.Stream stream, InputStream from, Output output) {
            byte[] piece = new byte[LARGEST_PIECE];
            try (from) {
                for (int count = from.read(piece); count >= 0; count = from.read(piece)) {
                    telling = true;
                    output.written(stream, ByteBuffer.wrap(piece, 0, count));
                    telling = false;
                }
            } catch (IOException nobodyListens) {
                close();
            } finally {
                telling = false;
            }
        }

        /// Waits for whoever listens as long as they take, but not for those who keep the output open.
        void awaitEnd() throws InterruptedException {
            boolean over;
            do {
                over = thread.join(LAST_WORDS);
            } while (!over && telling);
        }
    }

    private ProcessCommand(Process process, boolean terminal, Output output) {
        this.process = process;
        this.readers = List.of(
                new Reader("output of " + process.pid(), TaskLog.Stream.STDOUT, process.getInputStream(), output),
                new Reader(
                        "errors of " + process.pid(),
                        terminal ? TaskLog.Stream.STDOUT : TaskLog.Stream.STDERR,
                        process.getErrorStream(),
                        output));
    }

    static ProcessCommand start(ContainerPlan container, Request request, Output output) {
        Map<String, String> environment = new HashMap<>(container.environment());
        List<String> line = new ArrayList<>();
        if (request.terminal().isPresent()) {
            environment.putIfAbsent("TERM", "xterm");
            line.addAll(List.of(terminalProgram(), "-q", "-e", "-c"));
            line.add(inTerminal(request.words(), request.terminal().get()));
            line.add("/dev/null");
        } else {
            // A shell looks in the container's PATH; this JVM would look in its own.
            line.addAll(List.of("/bin/sh", "-c", "exec \"$@\"", "sh"));
            line.addAll(request.words());
        }
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(Path.of(container.workingDirectory()).toFile());
        if (!request.input()) {
            builder.redirectInput(
                    ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        }
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            return new ProcessCommand(builder.start(), request.terminal().isPresent(), output);
        } catch (IOException cannot) {
            throw new EngineException("The command cannot be run: " + cannot.getMessage(), cannot);
        }
    }

    /// The JDK makes no terminals; this program of util-linux does.
    private static String terminalProgram() {
        return Stream.of("/usr/bin/script", "/bin/script", "/usr/local/bin/script")
                .filter(file -> Files.isExecutable(Path.of(file)))
                .findFirst()
                .orElseThrow(() -> new EngineException("A terminal needs the program script, which is in the package"
                        + " util-linux or bsdutils; install it, or run the command without -t"));
    }

    private static String inTerminal(List<String> words, Window window) {
        return "stty rows " + window.rows() + " cols " + window.columns() + " 2>/dev/null; exec "
                + words.stream()
                        .map(word -> "'" + word.replace("'", "'\\''") + "'")
                        .collect(Collectors.joining(" "));
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        OutputStream input = process.getOutputStream();
        input.write(copy);
        input.flush();
    }

    @Override
    public void endInput() throws IOException {
        process.getOutputStream().close();
    }

    /// The size at the beginning counts.
    @Override
    public void resize(Window window) {}

    @Override
    public int exitCode() throws InterruptedException {
        int code = process.waitFor();
        for (Reader reader : readers) {
            reader.awaitEnd();
        }
        return code;
    }

    /// SIGTERM to the command and all that it has started, SIGKILL to those that are there after two seconds.
    @Override
    public void close() {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .filter(ProcessHandle::isAlive)
                .toList();
        if (all.isEmpty()) {
            return;
        }
        all.forEach(ProcessHandle::destroy);
        Thread.ofVirtual().name("end of " + process.pid()).start(() -> {
            try {
                if (!process.waitFor(KILLED_AFTER_SECONDS, TimeUnit.SECONDS)) {
                    process.descendants().forEach(ProcessHandle::destroyForcibly);
                }
            } catch (InterruptedException hurry) {
                Thread.currentThread().interrupt();
            }
            all.forEach(ProcessHandle::destroyForcibly);
        });
    }
}
