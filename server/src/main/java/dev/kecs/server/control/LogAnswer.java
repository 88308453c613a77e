package dev.kecs.server.control;

import dev.kecs.ecs.engine.TaskEngine;
import dev.kecs.ecs.engine.TaskLog;
import dev.kecs.ecs.store.Stores;
import dev.kecs.ecs.task.ContainerStatus;
import dev.kecs.ecs.task.Task;
import dev.kecs.protocol.control.ControlMethods;
import dev.kecs.protocol.control.LogChunk;
import dev.kecs.protocol.control.LogRequest;
import dev.kecs.protocol.method.Empty;
import dev.kecs.protocol.rpc.ErrorCode;
import dev.kecs.protocol.rpc.RpcAnswer;
import dev.kecs.protocol.rpc.RpcConnection;
import dev.kecs.protocol.rpc.RpcException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Sends a task's logs, and goes on while it is followed. Runs on a virtual thread of the connection.
record LogAnswer(Stores stores, TaskEngine engine) implements RpcAnswer<LogRequest, Empty> {
    private static final Duration BETWEEN_READS = Duration.ofMillis(100);

    @Override
    public Empty answer(LogRequest request, RpcConnection connection) throws RpcException, InterruptedException {
        Task task = new TaskLookup(stores).find(request.cluster(), request.task());
        List<TaskLog> logs = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (ContainerStatus container : task.observed().containers()) {
            if (request.container() == null || request.container().equals(container.name())) {
                names.add(container.name());
                logs.add(engine.log(task.arn(), container.name()));
            }
        }
        if (logs.isEmpty()) {
            throw new RpcException(
                    ErrorCode.NOT_FOUND, "Task " + task.arn().id() + " has no container '" + request.container() + "'");
        }
        try {
            send(request, connection, names, logs);
        } catch (IOException failure) {
            throw new RpcException(ErrorCode.FAILED, "Reading the log failed: " + failure.getMessage());
        } finally {
            logs.forEach(TaskLog::close);
        }
        return new Empty();
    }

    private static void send(LogRequest request, RpcConnection connection, List<String> names, List<TaskLog> logs)
            throws IOException, InterruptedException {
        Integer last = request.sinceLines();
        boolean more = true;
        while (more) {
            boolean ended = logs.stream().allMatch(TaskLog::ended);
            for (int i = 0; i < logs.size(); i++) {
                Map<TaskLog.Stream, StringBuilder> texts = new EnumMap<>(TaskLog.Stream.class);
                for (TaskLog.Chunk chunk : logs.get(i).read()) {
                    texts.computeIfAbsent(chunk.stream(), each -> new StringBuilder())
                            .append(StandardCharsets.UTF_8.decode(chunk.bytes()));
                }
                for (Map.Entry<TaskLog.Stream, StringBuilder> text : texts.entrySet()) {
                    String whole = text.getValue().toString();
                    connection.notify(
                            ControlMethods.LOG_CHUNK,
                            new LogChunk(
                                    names.get(i),
                                    text.getKey().name().toLowerCase(Locale.ROOT),
                                    last == null ? whole : lastLines(whole, last)));
                }
            }
            last = null;
            more = request.follow() && !ended;
            if (more) {
                Thread.sleep(BETWEEN_READS);
            }
        }
    }

    private static String lastLines(String text, int count) {
        List<String> lines = text.lines().toList();
        return lines.stream()
                .skip(Math.max(0, lines.size() - count))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }
}
