package dev.kecs.emulator.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.ecs.name.Scope;
import dev.kecs.ecs.name.TaskArn;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AwsVariablesTest {
    private static final TaskArn TASK =
            new ClusterArn(new Scope("eu-west-1", "000000000000"), "dev").task("0123456789abcdef0123456789abcdef");
    private final AwsVariables variables =
            new AwsVariables(cluster -> Optional.of("http://" + cluster.name() + ".test:1"));

    @Test
    void endpointRegionAndCredentialsAreAdded() {
        assertThat(variables.missing(TASK, Map.of("AWS_REGION", "us-east-2")))
                .containsOnly(
                        Map.entry("AWS_ENDPOINT_URL", "http://dev.test:1"),
                        Map.entry("AWS_DEFAULT_REGION", "us-east-2"),
                        Map.entry("AWS_ACCESS_KEY_ID", "test"),
                        Map.entry("AWS_SECRET_ACCESS_KEY", "test"));
        assertThat(variables.missing(TASK, Map.of())).containsEntry("AWS_REGION", "eu-west-1");
    }

    @Test
    void whatADefinitionSetsIsLeftAlone() {
        assertThat(variables.missing(
                        TASK, Map.of("AWS_ENDPOINT_URL", "http://own", "AWS_DEFAULT_REGION", "a", "AWS_REGION", "b")))
                .containsOnlyKeys("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AWS_ACCESS_KEY_ID", "AWS_PROFILE", "AWS_CONTAINER_CREDENTIALS_FULL_URI"})
    void halfOfTheCredentialsIsNeverAdded(String own) {
        assertThat(variables.missing(TASK, Map.of(own, "mine")))
                .doesNotContainKeys("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY");
    }
}
