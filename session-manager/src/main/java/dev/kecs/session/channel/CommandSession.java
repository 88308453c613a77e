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
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A command in a container and the client at the other end of its terminal. [#run] is called by a thread of its own;
/// [#received] and [#disconnected] by whoever reads the connection, and they never wait.
public final class CommandSession {
    private static final Logger LOG = LoggerFactory.getLogger(CommandSession.class);

    /// Input that the command has not read. A client that sends more is not acknowledged, and sends it again.
    private static final int MOST_INPUT = 1024;

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
    private final BlockingQueue<AgentMessage> inputs = new ArrayBlockingQueue<>(MOST_INPUT);
    private final NumberedStream stream;
    private @Nullable TaskCommand running;
    private boolean disconnected;

    public CommandSession(Wanted wanted, Commands commands, Wire wire, InstantSource clock) {
        this.wanted = wanted;
        this.commands = commands;
        this.wire = wire;
        this.clock = clock;
        this.stream = new NumberedStream(wire, inputs::offer, clock);
    }

    /// A message of the client's.
    ///
    /// @throws IllegalArgumentException when it is none
    public void received(ByteBuffer message) {
        stream.received(AgentMessage.read(message));
    }

    /// The client is gone: the command ends.
    public void disconnected() {
        stream.close();
        TaskCommand command;
        synchronized (this) {
            disconnected = true;
            command = running;
        }
        if (command != null) {
            command.close();
        }
    }

    /// From the handshake to the command's end.
    public void run() throws InterruptedException {
        Thread again = Thread.ofVirtual().start(this::sendAgain);
        try {
            close(outcome());
        } catch (IOException gone) {
            LOG.debug("Session {} has lost its client", wanted.session(), gone);
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
        List<String> errors = handshake();
        if (!errors.isEmpty()) {
            return "The client cannot hold this session: " + String.join("; ", errors);
        }
        AgentMessage first = inputs.poll(FIRST_SIZE.toMillis(), TimeUnit.MILLISECONDS);
        try (TaskCommand command = start(size(first).orElse(USUAL_SIZE))) {
            Thread writer = Thread.ofVirtual().start(() -> write(command, first));
            try {
                int exit = command.exitCode();
                LOG.debug("Session {} has ended with exit code {}", wanted.session(), exit);
            } finally {
                writer.interrupt();
            }
            return "";
        } catch (EngineException cannot) {
            return String.valueOf(cannot.getMessage());
        }
    }

    private List<String> handshake() throws IOException, InterruptedException {
        stream.send(PayloadKind.HANDSHAKE_REQUEST, Contents.handshakeRequest());
        AgentMessage answer = inputs.poll(HANDSHAKE.toMillis(), TimeUnit.MILLISECONDS);
        if (answer == null || answer.kind() != PayloadKind.HANDSHAKE_RESPONSE) {
            return List.of("it does not answer the handshake");
        }
        List<String> errors = Contents.handshakeErrors(answer.text());
        if (errors.isEmpty()) {
            stream.send(PayloadKind.HANDSHAKE_COMPLETE, Contents.handshakeComplete());
        }
        return errors;
    }

    private static Optional<TaskCommand.Window> size(@Nullable AgentMessage input) {
        return Optional.ofNullable(input)
                .filter(each -> each.kind() == PayloadKind.SIZE)
                .flatMap(each -> Contents.size(each.text()));
    }

    /// @param size the client's where it is told in time: not every engine can change it later
    private TaskCommand start(TaskCommand.Window size) throws IOException {
        TaskCommand command = commands.execute(
                new TaskCommand.Request(wanted.task(), wanted.container(), wanted.words(), true, Optional.of(size)),
                (which, bytes) -> write(bytes));
        boolean tooLate;
        synchronized (this) {
            running = command;
            tooLate = disconnected;
        }
        if (tooLate) {
            command.close();
            throw new IOException("the client has gone before the command was started");
        }
        return command;
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
    private void write(TaskCommand command, @Nullable AgentMessage first) {
        try {
            if (first != null) {
                hand(command, first);
            }
            while (true) {
                hand(command, inputs.take());
            }
        } catch (IOException readsNoMore) {
            LOG.debug("The command of session {} reads no more", wanted.session(), readsNoMore);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
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
        wire.send(AgentMessage.of(MessageType.CLOSED, 0, 0, Contents.closed(wanted.session(), output, clock), clock)
                .bytes());
    }
}
