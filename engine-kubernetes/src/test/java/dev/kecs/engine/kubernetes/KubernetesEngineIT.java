package dev.kecs.engine.kubernetes;

import dev.kecs.testkit.engine.EngineHarness;
import dev.kecs.testkit.engine.TaskEngineContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;

/// Real pods. Needs a Kubernetes cluster; see [TestCluster].
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KubernetesEngineIT extends TaskEngineContract {
    private final TestCluster cluster = new TestCluster();

    @Override
    protected EngineHarness newHarness() {
        return cluster.newHarness(secrets());
    }

    @Override
    protected ContainerDefinition shell(String name, String script) {
        return TestCluster.shell(name, script);
    }

    @AfterAll
    void removeTheNamespace() {
        cluster.close();
    }
}
