package dev.kecs.ecs.engine;

import dev.kecs.ecs.name.TaskArn;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/// A command that runs in a container beside the container's own program. Any thread may call it.
public interface TaskCommand extends AutoCloseable {
    /// What to run.
    ///
    /// @param words the program and its arguments; the program is looked for in the container
    /// @param input whether the command can read what [#write] sends; otherwise its input is empty
    /// @param terminal the terminal's size, told a moment after the start maybe; without one, plain streams
    record Request(TaskArn task, String container, List<String> words, boolean input, Optional<Window> terminal) {
        public Request {
            words = List.copyOf(words);
            if (words.isEmpty()) {
                throw new IllegalArgumentException("a command has at least one word");
            }
        }
    }

    /// A terminal's size in characters.
    record Window(int columns, int rows) {}

    /// Who is told what the command writes; with a terminal all of it is [TaskLog.Stream#STDOUT].
    @FunctionalInterface
    interface Output {
        /// Called in order for each stream, on threads of the engine, for both streams at the same time. May wait: the
        /// command then waits too.
        ///
        /// @throws IOException when nobody listens any more; the command is ended then
        void written(TaskLog.Stream stream, ByteBuffer bytes) throws IOException;
    }

    /// Hands the command input; waits while it does not read.
    ///
    /// @throws IOException when it reads no more
    void write(ByteBuffer bytes) throws IOException;

    /// Nothing more will be written.
    void endInput() throws IOException;

    /// The terminal has another size now. Engines that cannot pass it on ignore it.
    void resize(Window window);

    /// Waits for the end, and until all output was told.
    ///
    /// @return the exit code; after a signal 128 and its number; 126 or 127 when the program cannot be run or is
    ///     not there, of which its errors tell
    /// @throws EngineException when the command did not come to an end that is known
    int exitCode() throws InterruptedException;

    /// Ends the command, as far as the engine can, when it still runs.
    @Override
    void close();
}
