package dev.kecs.agent.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.agent.testing.FakeControlServer;
import dev.kecs.agent.testing.FakeTask;
import dev.kecs.agent.testing.RunningAgent;
import dev.kecs.protocol.agent.AgentMethods;
import dev.kecs.protocol.agent.ForwardApply;
import dev.kecs.protocol.agent.ForwardChange;
import dev.kecs.protocol.agent.ForwardSelection;
import dev.kecs.protocol.forward.ForwardOptions;
import dev.kecs.protocol.forward.ForwardRequest;
import dev.kecs.protocol.forward.ForwardView;
import dev.kecs.protocol.forward.PortPair;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Scenario 14: one forward is stopped, started and edited while the others move data.
class EditedForwardTest {
    private static final int OTHERS = 29;
    private static final int BLOCKS = 2000;
    private static final int BLOCK = 16 << 10;
    private static final int EDITS = 30;

    @RegisterExtension
    final RunningAgent agent = new RunningAgent();

    private static byte[] block(int number) {
        byte[] block = new byte[BLOCK];
        for (int i = 0; i < BLOCK; i++) {
            block[i] = (byte) (number * 31 + i);
        }
        return block;
    }

    private static void send(Socket socket) throws IOException {
        for (int i = 0; i < BLOCKS; i++) {
            socket.getOutputStream().write(block(i));
        }
    }

    private static long expected() {
        CRC32C sum = new CRC32C();
        IntStream.range(0, BLOCKS).forEach(i -> sum.update(block(i)));
        return sum.getValue();
    }

    private static long download(ForwardView forward) throws IOException {
        CRC32C sum = new CRC32C();
        byte[] buffer = new byte[BLOCK];
        try (Socket socket = RunningAgent.connect(forward)) {
            InputStream in = socket.getInputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                sum.update(buffer, 0, read);
            }
        }
        return sum.getValue();
    }

    @Test
    void notAByteOfTheOthersIsLostAndNoneOfThemIsReset() throws Exception {
        try (FakeTask task = new FakeTask(EditedForwardTest::send);
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            agent.control().endpoints(FakeControlServer.ready("t1", task.port()));
            List<ForwardRequest> file = new ArrayList<>(IntStream.range(0, OTHERS)
                    .mapToObj(i -> RunningAgent.web(0).named("other-" + i))
                    .toList());
            file.add(RunningAgent.web(0).named("edited"));
            apply(file);
            List<Future<Long>> downloads = new ArrayList<>();
            for (int i = 0; i < OTHERS; i++) {
                ForwardView forward = agent.awaitReady("other-" + i);
                downloads.add(clients.submit(() -> download(forward)));
            }
            for (int edit = 0; edit < EDITS; edit++) {
                file.set(OTHERS, edited(edit));
                assertThat(apply(file)).hasSize(OTHERS + 1);
                if (edit % 3 == 0) {
                    agent.client().call(AgentMethods.FORWARD_STOP, ForwardSelection.only(List.of("edited")));
                }
            }
            for (Future<Long> one : downloads) {
                assertThat(one.get()).isEqualTo(expected());
            }
            for (int i = 0; i < OTHERS; i++) {
                assertThat(agent.view("other-" + i).connections().reset()).isZero();
            }
        }
    }

    /// Another option, another port, or another target port.
    private static ForwardRequest edited(int edit) {
        ForwardRequest before = RunningAgent.web(0).named("edited");
        return switch (edit % 4) {
            case 0 -> before.with(ForwardOptions.USUAL.holding(edit, 10));
            case 1 -> before.between(new PortPair(0, 80, null), new PortPair(0, 81, null));
            case 2 -> before.between(new PortPair(null, 81, null));
            default -> before;
        };
    }

    private ForwardChange[] apply(List<ForwardRequest> file) throws Exception {
        ForwardChange[] changes =
                agent.client().call(AgentMethods.FORWARD_APPLY, new ForwardApply("/file.yaml", file, true, false));
        for (ForwardChange change : changes) {
            assertThat(change.change()).as(change.name()).isNotEqualTo(ForwardChange.Kind.FAILED);
            Objects.requireNonNull(change.forward());
        }
        return changes;
    }
}
