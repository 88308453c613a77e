package dev.kecs.engine.kubernetes.k3d;

import dev.kecs.ecs.engine.EngineException;
import io.fabric8.kubernetes.client.Config;

/// Waits for what a new Kubernetes cluster brings up by itself, and sees what of it this host reaches.
interface Readiness {
    /// Makes a namespace as soon as the API server lets it; does nothing when it is there.
    ///
    /// @throws EngineException when that takes too long
    void makeNamespace(Config config, String namespace) throws InterruptedException;

    /// @return false when nobody speaks HTTP at 127.0.0.1 and this port after a while
    boolean awaitHttp(int port) throws InterruptedException;

    /// Whether packets of this host get to an address, and others come back: somebody answers at the port, or nobody
    /// listens there. False when there is no way, or no answer for a while.
    boolean dials(String address, int port);

    /// Whether a connection to 127.0.0.1 and this port lasts for a moment, or brings something.
    boolean lasts(int port);
}
