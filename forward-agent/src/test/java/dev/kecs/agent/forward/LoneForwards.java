package dev.kecs.agent.forward;

import dev.kecs.agent.port.LocalPorts;
import dev.kecs.agent.port.PortRange;
import dev.kecs.agent.relay.Relay;
import dev.kecs.agent.relay.move.Movers;
import dev.kecs.agent.session.SessionThread;
import dev.kecs.agent.session.Surroundings;
import dev.kecs.forwardconfig.agent.Retry;
import dev.kecs.protocol.paths.ForwardPaths;
import dev.kecs.protocol.paths.InstanceName;
import dev.kecs.protocol.paths.InstancePaths;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Forwards without the agent around them.
final class LoneForwards implements AutoCloseable {
    final LocalPorts ports = new LocalPorts(PortRange.ephemeral(), RandomGenerator.getDefault());
    final ForwardPaths paths;
    final Surroundings around;
    final Forwards forwards;

    /// @param random ids are made of it
    LoneForwards(Path home, RandomGenerator random) throws IOException {
        InstancePaths instance = InstancePaths.of(home, InstanceName.DEFAULT);
        instance.create();
        paths = instance.forwards();
        around = new Surroundings(
                new SessionThread(),
                Relay.start(1, Movers.Kind.COPYING),
                new KnownTargets(),
                ports,
                address -> Optional.empty(),
                InstantSource.system(),
                random,
                Retry.DEFAULT);
        forwards = new Forwards(around, paths);
    }

    @Override
    public void close() {
        forwards.close();
        around.relay().close();
        around.thread().close();
    }
}
