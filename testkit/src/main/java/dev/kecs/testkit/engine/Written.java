package dev.kecs.testkit.engine;

import dev.kecs.ecs.engine.TaskCommand;
import dev.kecs.ecs.engine.TaskLog;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;

/// All that a command wrote. Any thread may use it.
final class Written implements TaskCommand.Output {
    private final Map<TaskLog.Stream, ByteArrayOutputStream> all = new EnumMap<>(TaskLog.Stream.class);

    @Override
    public synchronized void written(TaskLog.Stream stream, ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        all.computeIfAbsent(stream, each -> new ByteArrayOutputStream()).writeBytes(copy);
    }

    synchronized byte[] bytes(TaskLog.Stream stream) {
        return all.getOrDefault(stream, new ByteArrayOutputStream()).toByteArray();
    }

    String text(TaskLog.Stream stream) {
        return new String(bytes(stream), StandardCharsets.UTF_8);
    }
}
