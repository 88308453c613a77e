package dev.kecs.server.exec;

import dev.kecs.ecs.engine.EngineException;
import dev.kecs.ecs.engine.TaskCommand;
import dev.kecs.ecs.engine.TaskEngine;
import dev.kecs.ecs.engine.TaskLog;
import dev.kecs.ecs.store.Stores;
import dev.kecs.ecs.task.ContainerStatus;
import dev.kecs.ecs.task.Task;
import dev.kecs.protocol.exec.ExecEnd;
import dev.kecs.protocol.exec.ExecInput;
import dev.kecs.protocol.exec.ExecMethods;
import dev.kecs.protocol.exec.ExecOutput;
import dev.kecs.protocol.exec.ExecSize;
import dev.kecs.protocol.exec.ExecStart;
import dev.kecs.protocol.exec.ExecWait;
import dev.kecs.protocol.exec.Window;
import dev.kecs.protocol.method.Empty;
import dev.kecs.protocol.rpc.ErrorCode;
import dev.kecs.protocol.rpc.RpcConnection;
import dev.kecs.protocol.rpc.RpcException;
import dev.kecs.protocol.rpc.RpcMethods;
import dev.kecs.server.control.TaskLookup;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The commands that connections have started. Called on the connections' threads.
public final class Executions {
    /// Whose command it is, and what it is called there.
    private record Key(RpcConnection connection, String exec) {}

    private final Stores stores;
    private final TaskEngine engine;
    private final Map<Key, TaskCommand> running = new ConcurrentHashMap<>();

    private Executions(Stores stores, TaskEngine engine) {
        this.stores = stores;
        this.engine = engine;
    }

    /// Adds the methods that start commands and talk to them.
    public static void add(RpcMethods methods, Stores stores, TaskEngine engine) {
        Executions executions = new Executions(stores, engine);
        methods.answer(ExecMethods.START, executions::start);
        methods.answerLasting(ExecMethods.INPUT, executions::input);
        methods.answer(ExecMethods.RESIZE, executions::resize);
        methods.answerLasting(ExecMethods.WAIT, executions::await);
    }

    private Empty start(ExecStart wanted, RpcConnection connection) throws RpcException {
        Key key = new Key(connection, wanted.exec());
        if (running.containsKey(key)) {
            throw new RpcException(ErrorCode.CONFLICT, "This connection has a command '" + wanted.exec() + "' already");
        }
        if (wanted.command().isEmpty() || wanted.command().getFirst().isEmpty()) {
            throw new RpcException(ErrorCode.INVALID_PARAMETERS, "command names no program");
        }
        Task task = new TaskLookup(stores).find(wanted.cluster(), wanted.task());
        TaskCommand.Request request = new TaskCommand.Request(
                task.arn(),
                container(task, wanted),
                wanted.command(),
                wanted.input(),
                Optional.ofNullable(wanted.terminal()).map(Executions::window));
        try {
            TaskCommand command = engine.execute(request, (stream, bytes) -> tell(key, stream, bytes));
            running.put(key, command);
            connection.onEnd(() -> end(key));
        } catch (EngineException cannot) {
            throw new RpcException(ErrorCode.CONFLICT, String.valueOf(cannot.getMessage()));
        }
        return new Empty();
    }

    private static String container(Task task, ExecStart wanted) throws RpcException {
        List<String> names =
                task.observed().containers().stream().map(ContainerStatus::name).toList();
        String chosen = wanted.container();
        if (chosen == null && names.size() == 1) {
            return names.getFirst();
        }
        if (chosen != null && names.contains(chosen)) {
            return chosen;
        }
        throw new RpcException(
                ErrorCode.NOT_FOUND,
                "Task " + task.arn().id() + " has "
                        + (chosen == null ? "several containers" : "no container '" + chosen + "'") + ": "
                        + String.join(", ", names),
                "Name one of them: --container " + (names.isEmpty() ? "NAME" : names.getFirst()));
    }

    private static TaskCommand.Window window(Window size) {
        return new TaskCommand.Window(size.columns(), size.rows());
    }

    private static void tell(Key key, TaskLog.Stream stream, ByteBuffer bytes) throws IOException {
        ByteBuffer data = Base64.getEncoder().encode(bytes);
        String text = new String(data.array(), data.arrayOffset(), data.limit(), StandardCharsets.US_ASCII);
        key.connection()
                .notify(
                        ExecMethods.OUTPUT,
                        new ExecOutput(key.exec(), stream.name().toLowerCase(Locale.ROOT), text));
    }

    private Empty input(ExecInput input, RpcConnection connection) throws RpcException {
        TaskCommand command = command(connection, input.exec());
        try {
            byte[] data = Base64.getDecoder().decode(input.data());
            if (data.length > 0) {
                command.write(ByteBuffer.wrap(data));
            }
            if (input.end()) {
                command.endInput();
            }
        } catch (IllegalArgumentException noBase64) {
            throw new RpcException(ErrorCode.INVALID_PARAMETERS, "data is no Base64: " + noBase64.getMessage());
        } catch (IOException readsNoMore) {
            throw new RpcException(ErrorCode.CONFLICT, "The command reads no more input: " + readsNoMore.getMessage());
        }
        return new Empty();
    }

    private Empty resize(ExecSize size, RpcConnection connection) throws RpcException {
        command(connection, size.exec()).resize(window(size.terminal()));
        return new Empty();
    }

    private ExecEnd await(ExecWait wait, RpcConnection connection) throws RpcException, InterruptedException {
        try {
            return new ExecEnd(command(connection, wait.exec()).exitCode());
        } catch (EngineException unknown) {
            throw new RpcException(ErrorCode.FAILED, String.valueOf(unknown.getMessage()));
        }
    }

    private TaskCommand command(RpcConnection connection, String exec) throws RpcException {
        TaskCommand command = running.get(new Key(connection, exec));
        if (command == null) {
            throw new RpcException(ErrorCode.NOT_FOUND, "This connection has started no command '" + exec + "'");
        }
        return command;
    }

    private void end(Key key) {
        Optional.ofNullable(running.remove(key)).ifPresent(TaskCommand::close);
    }
}
