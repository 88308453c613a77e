package dev.kecs.agent.relay.move;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoopBufferTest {
    private final LoopBuffer buffer = new LoopBuffer();

    /// What is kept when a whole read finds no taker.
    private ByteBuffer keepAWholeRead() {
        ByteBuffer read = buffer.forReading();
        read.position(read.limit()).flip();
        return buffer.keep();
    }

    @Test
    void whatFiveThousandStuckReadersLeaveStaysSmall() {
        List<ByteBuffer> kept = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            kept.add(keepAWholeRead());
        }
        assertThat(kept.stream().mapToLong(ByteBuffer::capacity).sum()).isLessThan(36L << 20);
        kept.forEach(buffer::release);
        assertThat(buffer.forReading().remaining()).isEqualTo(512 << 10);
    }

    @Test
    void aCopyHoldsWhatWasLeft() {
        buffer.forReading().put(new byte[] {1, 2, 3, 4}).flip().get();
        ByteBuffer kept = buffer.keep();
        assertThat(kept.remaining()).isEqualTo(3);
        assertThat(kept.get()).isEqualTo((byte) 2);
        assertThat(kept.capacity()).isEqualTo(3);
    }
}
