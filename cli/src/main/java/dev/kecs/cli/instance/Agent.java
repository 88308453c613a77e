package dev.kecs.cli.instance;

import dev.kecs.protocol.agent.AgentMethods;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Starts and stops an instance's kecs-agent.
public record Agent(Instance instance) {

    private static final Duration READY_LIMIT = Duration.ofSeconds(30);

    /// A connection to the agent, which is started when it does not run. Of two commands that start it at once, one
    /// does and both get their connection.
    public Connection connect() throws InterruptedException {
        Optional<Connection> running = instance.agent();
        if (running.isPresent()) {
            return running.get();
        }
        instance.create();
        List<String> command = List.of(
                instance.installation().launcher("kecs-agent").toString(),
                "--home",
                instance.installation().home().toString(),
                "--instance",
                instance.name());
        Daemon daemon = new Daemon(
                "kecs-agent",
                command,
                instance.paths().forwards().agentLog(),
                instance.paths().forwards().lock());
        return daemon.start(instance::agent, READY_LIMIT);
    }

    /// A connection to the agent that runs, or to one that takes over the forwards of a killed one while the instance
    /// runs; empty when neither is there to be had.
    public Optional<Connection> connectWhenWanted() throws InterruptedException {
        Optional<Connection> running = instance.agent();
        return running.isEmpty() && wanted() && instance.runs() ? Optional.of(connect()) : running;
    }

    /// The same for a command that had a connection before. An agent that ended as it was asked to, by `kecs stop` for
    /// example, whose server may still run, is not started again.
    public Optional<Connection> connectAgain() throws InterruptedException {
        return wasKilled() ? connectWhenWanted() : instance.agent();
    }

    /// A killed agent leaves `agent.pid` behind; one that ends removes it last.
    private boolean wasKilled() {
        try {
            long pid = Long.parseLong(
                    Files.readString(instance.paths().forwards().pid()).strip());
            return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty();
        } catch (IOException | NumberFormatException ended) {
            return false;
        }
    }

    /// Whether forwards are wanted, so that the agent is to run with its instance.
    public boolean wanted() {
        Path config = instance.paths().forwards().config();
        try {
            return Files.exists(config) && Files.readString(config).lines().anyMatch(line -> line.contains("- "));
        } catch (IOException unreadable) {
            // The agent says what is wrong with the file, in its log.
            return true;
        }
    }

    /// Ends the agent, if one runs, and waits until its process has ended.
    ///
    /// @return whether one ran
    public boolean stop() throws InterruptedException {
        Optional<Connection> found = instance.agent();
        if (found.isEmpty()) {
            return false;
        }
        long pid;
        // The agent ends when the one who asked it to has hung up, so that its answer is not lost.
        try (Connection connection = found.get()) {
            pid = connection.pid();
            connection.call(AgentMethods.AGENT_SHUTDOWN);
        }
        Processes.awaitEnd("kecs-agent", pid);
        return true;
    }
}
