package dev.kecs.engine.kubernetes.k3d;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.ecs.name.Scope;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class K3dNameTest {
    private static final Scope SCOPE = new Scope("eu-west-1", "000000000000");

    private static String name(String home, String instance, Scope scope, String cluster) {
        return K3dName.of(Path.of(home, "instances", instance), new ClusterArn(scope, cluster))
                .value();
    }

    @Test
    void itBeginsWithTheInstanceAndTheClusterAndEndsWithAHash() {
        assertThat(name("/home/me/.kecs", "ci", SCOPE, "production")).matches("kecs-ci-production-[0-9a-f]{8}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "UPPER_case", "-", "_-_", "production", "a-very-long-name-that-goes-on-and-on-and-on"})
    void itIsAlwaysOneThatK3dTakes(String cluster) {
        assertThat(name("/home/me/.kecs", "default", SCOPE, cluster))
                .matches("[a-z0-9]([a-z0-9-]*[a-z0-9])?")
                .hasSizeLessThanOrEqualTo(32);
    }

    @Test
    void whatDiffersInAnythingHasAnotherName() {
        Set<String> names = new HashSet<>();
        names.add(name("/home/me/.kecs", "default", SCOPE, "production"));
        names.add(name("/home/you/.kecs", "default", SCOPE, "production"));
        names.add(name("/home/me/.kecs", "ci", SCOPE, "production"));
        names.add(name("/home/me/.kecs", "default", new Scope("us-east-1", "000000000000"), "production"));
        names.add(name("/home/me/.kecs", "default", new Scope("eu-west-1", "111111111111"), "production"));
        names.add(name("/home/me/.kecs", "default", SCOPE, "Production"));
        names.add(name("/home/me/.kecs", "default", SCOPE, "x".repeat(254) + "a"));
        names.add(name("/home/me/.kecs", "default", SCOPE, "x".repeat(254) + "b"));
        names.add(name("/home/me/.kecs", "a-b", SCOPE, "c"));
        names.add(name("/home/me/.kecs", "a", SCOPE, "b-c"));
        assertThat(names).hasSize(10);
    }

    @Test
    void itIsTheSameAtEveryStart() {
        assertThat(name("/home/me/.kecs", "default", SCOPE, "production"))
                .isEqualTo(name("/home/me/.kecs", "default", SCOPE, "production"));
    }
}
