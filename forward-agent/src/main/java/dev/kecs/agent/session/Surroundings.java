package dev.kecs.agent.session;

import dev.kecs.agent.port.LocalPorts;
import dev.kecs.agent.probe.Prober;
import dev.kecs.agent.relay.Relay;
import dev.kecs.agent.target.Targets;
import dev.kecs.forwardconfig.agent.Retry;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;

/// What all sessions share.
///
/// @param thread the sessions' one thread
public record Surroundings(
        ScheduledExecutorService thread,
        Relay relay,
        Targets targets,
        LocalPorts ports,
        Prober prober,
        InstantSource clock,
        RandomGenerator random,
        Retry retry) {}
