package dev.kecs.agent;

import dev.kecs.agent.daemon.Agent;
import dev.kecs.agent.daemon.AgentLog;
import dev.kecs.protocol.paths.InstanceName;
import dev.kecs.protocol.paths.InstancePaths;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/// `kecs-agent --home H --instance N`
public final class Main {
    private static final int FAILED = 1;
    private static final int USAGE = 2;

    private Main() {}

    @SuppressWarnings("SystemExitOutsideMain")
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length != 4 || !arguments[0].equals("--home") || !arguments[2].equals("--instance")) {
            System.err.println("usage: kecs-agent --home DIRECTORY --instance NAME");
            System.exit(USAGE);
        }
        InstancePaths paths = InstancePaths.of(Path.of(arguments[1]), new InstanceName(arguments[3]));
        Agent agent = new Agent(paths);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("signal").unstarted(() -> {
            agent.stop();
            try {
                agent.awaitStopped();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        AgentLog.to(paths.forwards().agentLog());
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) ->
                LoggerFactory.getLogger(Main.class).error("thread {} failed", thread.getName(), failure));
        try {
            agent.run();
        } catch (IOException e) {
            LoggerFactory.getLogger(Main.class).error("the agent cannot serve", e);
            System.err.println("kecs-agent cannot serve: " + e);
            System.exit(FAILED);
        }
        System.exit(0);
    }
}
