package dev.kecs.session.channel;

import dev.kecs.ecs.engine.EngineException;
import dev.kecs.ecs.engine.TaskCommand;
import dev.kecs.ecs.name.TaskArn;
import dev.kecs.session.message.AgentMessage;
import dev.kecs.session.message.Contents;
import dev.kecs.session.message.MessageType;
import dev.kecs.session.message.PayloadKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A command in a container and the client at the other end of its terminal. [#run] is called by a thread of its own;
/// [#received], [#end] and [#disconnected] by any, and they never wait.
public final class CommandSession {
    private static final Logger LOG = LoggerFactory.getLogger(CommandSession.class);

    /// As much as AWS's agent puts into a message.
    private static final int OUTPUT_AT_ONCE = 1024;

    private static final Duration HANDSHAKE = Duration.ofSeconds(10);

    /// The plugin tells the terminal's size at once; other clients may never.
    private static final Duration FIRST_SIZE = Duration.ofSeconds(1);

    private static final Duration LAST_ACKNOWLEDGEMENTS = Duration.ofSeconds(5);
    private static final TaskCommand.Window USUAL_SIZE = new TaskCommand.Window(80, 24);

    /// What is run where.
    public record Wanted(String session, TaskArn task, String container, List<String> words) {
        public Wanted {
            words = List.copyOf(words);
        }
    }

    private final Wanted wanted;
    private final Commands commands;
    private final Wire wire;
    private final InstantSource clock;
    private final NumberedStream stream;
    private @Nullable TaskCommand running;
    private @Nullable String ended;

    public CommandSession(Wanted wanted, Commands commands, Wire wire, InstantSource clock) {
        this.wanted = wanted;
        this.commands = commands;
        this.wire = wire;
        this.clock = clock;
        this.stream = new NumberedStream(wire, clock);
    }

    public String id() {
        return wanted.session();
    }

    /// A message of the client's.
    ///
    /// @throws IllegalArgumentException when it is none
    public void received(ByteBuffer message) {
        stream.received(AgentMessage.read(message));
    }

    /// The client is gone: the command ends.
    public void disconnected() {
        end("the client has gone");
        stream.close();
    }

    /// Ends the command, or sees to it that none is started; the client is told.
    public void end(String why) {
        TaskCommand command;
        synchronized (this) {
            if (ended == null) {
                ended = why;
            }
            command = running;
        }
        if (command != null) {
            command.close();
        }
    }

    private synchronized @Nullable String ended() {
        return ended;
    }

    /// From the handshake to the command's end.
    public void run() throws InterruptedException {
        Thread again = Thread.ofVirtual().name("resending of " + id()).start(this::sendAgain);
        try {
            close(outcome());
        } catch (IOException gone) {
            LOG.debug("Session {} has lost its client", id(), gone);
        } finally {
            disconnected();
            again.join();
            wire.close();
        }
    }

    private void sendAgain() {
        try {
            stream.sendAgain();
        } catch (InterruptedException never) {
            Thread.currentThread().interrupt();
        }
    }

    /// @return what went wrong; empty when the command has run, whatever came of it
    private String outcome() throws IOException, InterruptedException {
        try {
            List<String> errors = handshake();
            if (!errors.isEmpty()) {
                return "The client cannot hold this session: " + String.join("; ", errors);
            }
            Optional<AgentMessage> first = stream.take(FIRST_SIZE);
            try (TaskCommand command = start(first.flatMap(CommandSession::size).orElse(USUAL_SIZE))) {
                Thread writer = Thread.ofVirtual().name("input of " + id()).start(() -> write(command, first));
                try {
                    LOG.debug("Session {} has ended with exit code {}", id(), command.exitCode());
                } finally {
                    writer.interrupt();
                }
            }
            String why = ended();
            return why == null ? "" : why;
        } catch (EngineException cannot) {
            return String.valueOf(cannot.getMessage());
        } catch (RuntimeException defect) {
            LOG.error("Session {} failed", id(), defect);
            return "KECS failed at this session; see server.log";
        }
    }

    private List<String> handshake() throws IOException, InterruptedException {
        stream.send(PayloadKind.HANDSHAKE_REQUEST, Contents.handshakeRequest());
        Optional<AgentMessage> answer = stream.take(HANDSHAKE);
        if (answer.isEmpty() || answer.get().kind() != PayloadKind.HANDSHAKE_RESPONSE) {
            return List.of("it does not answer the handshake");
        }
        List<String> errors = Contents.handshakeErrors(answer.get().text());
        if (errors.isEmpty()) {
            stream.send(PayloadKind.HANDSHAKE_COMPLETE, Contents.handshakeComplete());
        }
        return errors;
    }

    private static Optional<TaskCommand.Window> size(AgentMessage input) {
        return input.kind() == PayloadKind.SIZE ? Contents.size(input.text()) : Optional.empty();
    }

    /// @param size the client's where it is told in time: not every engine can change it later
    /// @throws EngineException when there is nobody any more to start it for, too
    private TaskCommand start(TaskCommand.Window size) {
        refuseAfterEnd();
        TaskCommand command = commands.execute(
                new TaskCommand.Request(wanted.task(), wanted.container(), wanted.words(), true, Optional.of(size)),
                (which, bytes) -> write(bytes));
        boolean late;
        synchronized (this) {
            running = command;
            late = ended != null;
        }
        if (late) {
            command.close();
            refuseAfterEnd();
        }
        return command;
    }

    private void refuseAfterEnd() {
        String why = ended();
        if (why != null) {
            throw new EngineException(why);
        }
    }

    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            byte[] part = new byte[Math.min(OUTPUT_AT_ONCE, bytes.remaining())];
            bytes.get(part);
            stream.send(PayloadKind.BYTES, part);
        }
    }

    /// Hands the command what the client sends, until it reads no more or has ended.
    ///
    /// @param first what has come before it was started
    private void write(TaskCommand command, Optional<AgentMessage> first) {
        try {
            if (first.isPresent()) {
                hand(command, first.get());
            }
            for (Optional<AgentMessage> next = stream.take(); next.isPresent(); next = stream.take()) {
                hand(command, next.get());
            }
        } catch (IOException readsNoMore) {
            LOG.debug("The command of session {} reads no more", id(), readsNoMore);
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException defect) {
            LOG.error("The input of session {} failed", id(), defect);
            end("KECS failed at this session's input; see server.log");
        }
    }

    private static void hand(TaskCommand command, AgentMessage input) throws IOException {
        switch (input.kind()) {
            case PayloadKind.BYTES -> command.write(input.payload());
            case PayloadKind.SIZE -> size(input).ifPresent(command::resize);
            case PayloadKind.FLAG -> {
                if (flag(input.payload()) == PayloadKind.TERMINATE) {
                    command.close();
                }
            }
            default -> LOG.debug("Nothing is done about a payload of kind {}", input.kind());
        }
    }

    private static int flag(ByteBuffer payload) {
        return payload.remaining() == Integer.BYTES ? payload.getInt() : 0;
    }

    /// Once the client has all that the command wrote.
    private void close(String output) throws InterruptedException {
        stream.awaitAcknowledged(LAST_ACKNOWLEDGEMENTS);
        wire.send(AgentMessage.of(MessageType.CLOSED, 0, 0, Contents.closed(id(), output, clock), clock)
                .bytes());
    }
}
