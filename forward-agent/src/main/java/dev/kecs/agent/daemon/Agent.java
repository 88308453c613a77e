package dev.kecs.agent.daemon;

import dev.kecs.agent.forward.Forwards;
import dev.kecs.agent.ingress.ClusterGateways;
import dev.kecs.agent.port.LocalPorts;
import dev.kecs.agent.port.PortRange;
import dev.kecs.agent.probe.TcpProber;
import dev.kecs.agent.relay.Relay;
import dev.kecs.agent.relay.move.Movers;
import dev.kecs.agent.rpc.AgentAnswers;
import dev.kecs.agent.session.SessionThread;
import dev.kecs.agent.session.Surroundings;
import dev.kecs.agent.statefile.PrivateFile;
import dev.kecs.agent.target.ControlConnection;
import dev.kecs.config.InvalidConfigException;
import dev.kecs.forwardconfig.agent.AgentSettings;
import dev.kecs.protocol.paths.ForwardPaths;
import dev.kecs.protocol.paths.InstancePaths;
import dev.kecs.protocol.rpc.JsonRpcServer;
import dev.kecs.protocol.rpc.RpcMethods;
import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The daemon's life, on the main thread. [#stop] may come from any thread.
public final class Agent {
    private static final Logger LOG = LoggerFactory.getLogger(Agent.class);
    private static final int LOOPS = 2;

    private final InstancePaths paths;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);

    public Agent(InstancePaths paths) {
        this.paths = paths;
    }

    /// Runs until it is stopped.
    ///
    /// @return false when another agent serves the instance already
    public boolean run() throws IOException, InterruptedException {
        ForwardPaths files = paths.forwards();
        try {
            paths.create();
            try (AgentLock lock = AgentLock.take(files.lock())) {
                if (lock == null) {
                    LOG.info("another agent serves instance {} already", paths.name());
                    return false;
                }
                serve(files);
                return true;
            }
        } finally {
            stopped.countDown();
        }
    }

    private void serve(ForwardPaths files) throws IOException, InterruptedException {
        InstantSource clock = InstantSource.system();
        SecureRandom random = new SecureRandom();
        List<String> problems = new ArrayList<>();
        AgentSettings settings = AgentSettings.DEFAULT;
        try {
            settings = AgentSettings.of(paths.settings());
        } catch (InvalidConfigException e) {
            problems.add("its part of kecs.yaml does not count: " + e.getMessage());
        } catch (IOException e) {
            problems.add("its part of kecs.yaml does not count: it cannot be read: " + e);
        }
        writePid(files).ifPresent(problems::add);
        try (SessionThread sessions = new SessionThread();
                Relay relay = Relay.start(LOOPS, Movers.Kind.SPLICING);
                ControlConnection control = ControlConnection.start(paths.controlSocket())) {
            Surroundings around = new Surroundings(
                    sessions,
                    relay,
                    control,
                    new LocalPorts(PortRange.ephemeral(), random),
                    new TcpProber(),
                    clock,
                    random,
                    settings.retry());
            serve(files, settings, control, around, problems);
        } finally {
            removePid(files);
        }
    }

    private void serve(
            ForwardPaths files,
            AgentSettings settings,
            ControlConnection control,
            Surroundings around,
            List<String> problems)
            throws IOException, InterruptedException {
        try (Forwards forwards = new Forwards(around, files);
                ClusterGateways gateways = new ClusterGateways(around, forwards::promised, control);
                Extras extras = new Extras(forwards)) {
            problems.forEach(forwards::found);
            forwards.restore();
            RpcMethods answers = AgentAnswers.of(
                    new AgentAnswers.Daemon(paths.name(), around.clock().instant(), extras::listening, this::stop),
                    forwards,
                    control);
            extras.start(settings, answers);
            gateways.start();
            Runnable awake = () -> {
                forwards.woke();
                gateways.woke();
            };
            var _ = around.thread()
                    .scheduleWithFixedDelay(
                            new WakeWatch(around.clock(), awake),
                            WakeWatch.BETWEEN_LOOKS.toMillis(),
                            WakeWatch.BETWEEN_LOOKS.toMillis(),
                            TimeUnit.MILLISECONDS);
            try (JsonRpcServer _ = JsonRpcServer.start(files.socket(), answers)) {
                LOG.info("serving instance {}", paths.name());
                stopping.await();
            }
            LOG.info("ending");
        }
    }

    /// For people; whoever needs the agent asks its socket. So a full disk keeps nobody from being served.
    ///
    /// @return what went wrong
    private static Optional<String> writePid(ForwardPaths files) {
        try {
            PrivateFile.write(files.pid(), ProcessHandle.current().pid() + "\n");
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(files.pid() + " cannot be written: " + e);
        }
    }

    private static void removePid(ForwardPaths files) {
        try {
            Files.deleteIfExists(files.pid());
        } catch (IOException e) {
            LOG.warn("{} cannot be removed: {}", files.pid(), e.toString());
        }
    }

    /// Asks the agent to end; returns at once.
    public void stop() {
        stopping.countDown();
    }

    /// Waits until it has ended, but not for ever.
    public void awaitStopped() throws InterruptedException {
        if (!stopped.await(5, TimeUnit.SECONDS)) {
            LOG.warn("the agent did not end in time");
        }
    }
}
