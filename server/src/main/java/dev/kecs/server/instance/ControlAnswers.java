package dev.kecs.server.instance;

import dev.kecs.ecs.cluster.Cluster;
import dev.kecs.ecs.cluster.ClusterStatus;
import dev.kecs.ecs.engine.EngineException;
import dev.kecs.ecs.engine.TaskEngine;
import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.ecs.service.ServiceStatus;
import dev.kecs.ecs.store.Stores;
import dev.kecs.ecs.task.Task;
import dev.kecs.ecs.task.TaskGoal;
import dev.kecs.ecs.task.TaskState;
import dev.kecs.emulator.EmulatorException;
import dev.kecs.protocol.control.ControlMethods;
import dev.kecs.protocol.control.ServerStatus;
import dev.kecs.protocol.control.Shutdown;
import dev.kecs.protocol.control.UnsettledCluster;
import dev.kecs.protocol.handshake.Protocol;
import dev.kecs.protocol.method.Empty;
import dev.kecs.protocol.rpc.ErrorCode;
import dev.kecs.protocol.rpc.RpcException;
import dev.kecs.protocol.rpc.RpcMethods;
import dev.kecs.scheduler.Scheduler;
import dev.kecs.server.aws.AwsServices;
import dev.kecs.server.control.ControlMethodsOfTargets;
import dev.kecs.server.control.RoutedPorts;
import dev.kecs.server.control.Watches;
import dev.kecs.server.engine.Engines;
import dev.kecs.server.exec.Executions;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/// What `control.sock` answers about the server itself. Called on the connections' threads.
final class ControlAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(ControlAnswers.class);

    /// What the answers are made of.
    record Parts(Stores stores, Engines engines, TaskEngine engine, Scheduler scheduler, Told told, AwsServices aws) {}

    /// Who tells the agent what.
    record Told(Watches watches, RoutedPorts routed) {}

    private final Parts parts;
    private final Settings settings;
    private final int apiPort;
    private final Runnable stop;
    private final Instant startedAt = Instant.now();

    ControlAnswers(Parts parts, Settings settings, int apiPort, Runnable stop) {
        this.parts = parts;
        this.settings = settings;
        this.apiPort = apiPort;
        this.stop = stop;
    }

    RpcMethods methods() {
        RpcMethods methods = new RpcMethods(
                new RpcMethods.Identity("kecs-server", settings.paths().name().value(), "kecs restart"),
                (what, failure) -> LOG.error("{} failed", what, failure));
        methods.answer(ControlMethods.SERVER_STATUS, (parameters, connection) -> status());
        methods.answerLasting(ControlMethods.SERVER_SHUTDOWN, (how, connection) -> {
            shutDown(how);
            if (!how.keepTasks()) {
                // Its absence says that no task is left.
                removePidFile();
            }
            connection.onEnd(stop);
            return new Empty();
        });
        ControlMethodsOfTargets.add(
                methods, parts.told().watches(), parts.told().routed(), parts.stores(), parts.engine());
        Executions.add(methods, parts.stores(), parts.engine());
        return methods;
    }

    private ServerStatus status() {
        return new ServerStatus(
                settings.paths().name().value(),
                ProcessHandle.current().pid(),
                Protocol.RELEASE,
                settings.bindAddress(),
                apiPort,
                settings.engine().word(),
                startedAt.toString(),
                parts.scheduler().ready(),
                (int) parts.stores().clusters().all().stream()
                        .filter(each -> each.status() != ClusterStatus.INACTIVE)
                        .count(),
                (int) parts.stores().services().all().stream()
                        .filter(each -> each.status() != ServiceStatus.INACTIVE)
                        .count(),
                Metrics.tasksByStatus(parts.stores()),
                unsettled(),
                parts.told().routed().wanted(),
                parts.aws().status());
    }

    private List<UnsettledCluster> unsettled() {
        Map<ClusterArn, String> returning = parts.scheduler().returning();
        return parts.stores().clusters().all().stream()
                .filter(each -> each.status() != ClusterStatus.INACTIVE)
                .filter(each -> each.status() != ClusterStatus.ACTIVE || returning.containsKey(each.arn()))
                .map(each -> new UnsettledCluster(
                        each.arn().name(),
                        each.status().name(),
                        each.status() == ClusterStatus.ACTIVE
                                ? returning.getOrDefault(each.arn(), "")
                                : each.statusReason()))
                .toList();
    }

    /// Ends all tasks and waits for that, and then what they ran in; services keep what they want, so that the next
    /// start brings them back, unless everything is to go.
    private void shutDown(Shutdown how) throws InterruptedException, RpcException {
        parts.scheduler().quiesce();
        if (how.keepTasks()) {
            return;
        }
        if (how.destroy()) {
            removeEverything();
            return;
        }
        endTasks();
        try {
            parts.engine().rest();
        } catch (EngineException failure) {
            throw new RpcException(
                    ErrorCode.FAILED,
                    String.valueOf(failure.getMessage()),
                    "Try again: kecs stop, or run: kecs doctor");
        }
        parts.aws().end();
    }

    /// May be tried again when something of it fails.
    private void removeEverything() throws InterruptedException, RpcException {
        try {
            if (!parts.engine().dismantle(clusters())) {
                endTasks();
            }
            parts.engines().removeFormer(settings.engine());
            parts.aws().destroy();
        } catch (EngineException | EmulatorException | IOException left) {
            throw new RpcException(
                    ErrorCode.FAILED,
                    String.valueOf(left.getMessage()),
                    "Try again: kecs destroy. To leave behind what cannot be removed: kill "
                            + ProcessHandle.current().pid() + "; rm -r "
                            + settings.paths().directory());
        }
    }

    private List<ClusterArn> clusters() {
        return parts.stores().clusters().all().stream()
                .filter(each -> !each.status().gone())
                .map(Cluster::arn)
                .toList();
    }

    private void endTasks() throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        try (AutoCloseable subscription = parts.stores().subscribe(changed -> {
            if (alive().isEmpty()) {
                ended.countDown();
            }
        })) {
            LOG.info("Ending {} tasks, told of by {}", alive().size(), subscription);
            parts.stores()
                    .atomically(() -> alive().stream()
                            .filter(task -> task.goal() instanceof TaskGoal.Run)
                            .forEach(task -> parts.stores()
                                    .tasks()
                                    .put(task.with(new TaskGoal.Stop(
                                            Instant.now(),
                                            TaskStopCode.TERMINATION_NOTICE,
                                            "The KECS instance was stopped")))));
            if (!alive().isEmpty()) {
                ended.await();
            }
        } catch (InterruptedException interrupted) {
            throw interrupted;
        } catch (Exception failure) {
            throw new IllegalStateException("Ending the tasks failed", failure);
        }
    }

    private void removePidFile() throws RpcException {
        try {
            Files.deleteIfExists(settings.paths().serverPid());
        } catch (IOException refused) {
            throw new RpcException(ErrorCode.FAILED, settings.paths().serverPid() + " cannot be removed: " + refused);
        }
    }

    private List<Task> alive() {
        return parts.stores().tasks().all().stream()
                .filter(task -> !(task.observed().state() instanceof TaskState.Stopped))
                .toList();
    }
}
