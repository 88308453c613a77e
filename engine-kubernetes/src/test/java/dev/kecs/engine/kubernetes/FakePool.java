package dev.kecs.engine.kubernetes;

import dev.kecs.ecs.engine.EngineException;
import dev.kecs.engine.kubernetes.reach.PortPool;
import dev.kecs.engine.kubernetes.reach.PublishedPort;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/// Published ports that a test hands out: host port 40,000 leads to node port 30,000, and so on. Thread-safe.
final class FakePool implements PortPool {
    private static final int FIRST_HOST_PORT = 40_000;
    private static final int FIRST_NODE_PORT = 30_000;

    private final List<PublishedPort> all = new ArrayList<>();
    private final List<Integer> extensions = new ArrayList<>();
    private final Set<Integer> silent = ConcurrentHashMap.newKeySet();
    private final Semaphore turns = new Semaphore(1);
    private final Semaphore allowed = new Semaphore(0);
    private int failures;
    private boolean overlapped;

    FakePool(int size) {
        add(size, "tcp");
    }

    private void add(int count, String protocol) {
        for (int i = 0; i < count; i++) {
            all.add(new PublishedPort(FIRST_HOST_PORT + all.size(), FIRST_NODE_PORT + all.size(), protocol));
        }
    }

    /// The next extensions fail.
    synchronized void failNext(int count) {
        failures = count;
    }

    /// Lets so many extensions come to their end.
    void allow(int count) {
        allowed.release(count);
    }

    /// Whether connections through this host port are ended at once.
    void silence(int hostPort, boolean now) {
        if (now) {
            silent.add(hostPort);
        } else {
            silent.remove(hostPort);
        }
    }

    /// How many ports each extension was asked for.
    synchronized List<Integer> extensions() {
        return List.copyOf(extensions);
    }

    synchronized boolean haveOverlapped() {
        return overlapped;
    }

    @Override
    public String effect() {
        return "nothing else works meanwhile";
    }

    @Override
    public synchronized List<PublishedPort> all() {
        return List.copyOf(all);
    }

    @Override
    public List<PublishedPort> extend(int count, String protocol) throws InterruptedException {
        boolean alone = turns.tryAcquire();
        synchronized (this) {
            overlapped |= !alone;
            extensions.add(count);
        }
        allowed.acquire();
        turns.release();
        synchronized (this) {
            if (failures > 0) {
                failures--;
                throw new EngineException("no space left on device");
            }
            add(count, protocol);
            return List.copyOf(all);
        }
    }

    @Override
    public boolean leads(PublishedPort port) {
        return !silent.contains(port.hostPort());
    }
}
