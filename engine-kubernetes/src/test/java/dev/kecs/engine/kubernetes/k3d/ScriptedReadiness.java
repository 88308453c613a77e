package dev.kecs.engine.kubernetes.k3d;

import io.fabric8.kubernetes.client.Config;
import java.util.HashSet;
import java.util.Set;

/// Everything is ready at once, and this host dials the addresses that a test names. Used by the test's thread.
final class ScriptedReadiness implements Readiness {
    private final Set<String> dialled = new HashSet<>();

    void dial(String address) {
        dialled.add(address);
    }

    @Override
    public void makeNamespace(Config config, String namespace) {}

    @Override
    public boolean awaitHttp(int port) {
        return true;
    }

    @Override
    public boolean dials(String address, int port) {
        return dialled.contains(address);
    }

    @Override
    public boolean lasts(int port) {
        return true;
    }
}
