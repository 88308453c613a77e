package dev.kecs.engine.kubernetes;

import dev.kecs.engine.kubernetes.apiserver.FakeApiServer;
import dev.kecs.engine.kubernetes.apiserver.FakeNode;
import dev.kecs.engine.kubernetes.reach.Reach;
import dev.kecs.testkit.engine.EngineHarness;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// An engine over an API server of the test's own, for each test anew.
abstract class OnFakeKubernetes {
    FakeKubernetes kubernetes;
    FakeApiServer server;
    FakeNode node;
    EngineHarness engine;
    WatchedTasks tasks;

    @BeforeEach
    void start() throws IOException {
        kubernetes = new FakeKubernetes(this::reach);
        server = kubernetes.server();
        node = kubernetes.node();
        engine = kubernetes.newEngine();
        tasks = new WatchedTasks(kubernetes, engine);
    }

    /// How this host reaches node ports.
    Reach reach() {
        return Reach.DIRECT;
    }

    @AfterEach
    void end() {
        kubernetes.close();
    }
}
