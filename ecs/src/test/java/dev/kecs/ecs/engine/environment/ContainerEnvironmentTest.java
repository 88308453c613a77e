package dev.kecs.ecs.engine.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kecs.ecs.engine.EngineException;
import dev.kecs.ecs.engine.TaskLaunch;
import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.ecs.name.Scope;
import dev.kecs.ecs.name.TaskDefinitionArn;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.EnvironmentFile;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.Secret;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

class ContainerEnvironmentTest {
    private static final Scope SCOPE = new Scope("us-east-1", "000000000000");

    private static TaskLaunch launch(ContainerDefinition container, Consumer<ContainerOverride.Builder> override) {
        return new TaskLaunch(
                new ClusterArn(SCOPE, "dev").task("0123456789abcdef0123456789abcdef"),
                new TaskDefinitionArn(SCOPE, "web", 1),
                TaskDefinition.builder().containerDefinitions(container).build(),
                TaskOverride.builder()
                        .containerOverrides(ContainerOverride.builder()
                                .name(container.name())
                                .applyMutation(override)
                                .build())
                        .build(),
                Optional.empty(),
                false,
                TaskLaunch.Owner.NOBODY);
    }

    private static KeyValuePair pair(String name, String value) {
        return KeyValuePair.builder().name(name).value(value).build();
    }

    private static EnvironmentFile file(String location) {
        return EnvironmentFile.builder().type("s3").value(location).build();
    }

    private static ContainerDefinition.Builder web() {
        return ContainerDefinition.builder().name("web");
    }

    @Test
    void filesAreBelowTheDefinitionBelowTheOverrideBelowSecrets() {
        ContainerDefinition container = web().environment(pair("B", "definition"), pair("C", "definition"))
                .build();
        TaskLaunch launch = launch(container, to -> to.environment(pair("C", "override"), pair("D", "override")));
        FetchedValues fetched = new FetchedValues(
                Map.of("web", Map.of("D", "secret"), "other", Map.of("E", "secret")),
                Map.of("web", Map.of("A", "file", "B", "file")));
        assertThat(ContainerEnvironment.of(launch, container, fetched))
                .containsOnly(
                        Map.entry("A", "file"),
                        Map.entry("B", "definition"),
                        Map.entry("C", "override"),
                        Map.entry("D", "secret"));
    }

    @Test
    void filesOfAnOverrideStandForThoseOfTheDefinition() {
        ContainerDefinition container =
                web().environmentFiles(file("arn:aws:s3:::a/1.env")).build();
        assertThat(TaskReferences.of(launch(container, to -> {})).files())
                .containsExactly(new TaskReferences.FileReference("web", "arn:aws:s3:::a/1.env"));
        assertThat(TaskReferences.of(launch(container, to -> to.environmentFiles(file("arn:aws:s3:::b/2.env"))))
                        .files())
                .containsExactly(new TaskReferences.FileReference("web", "arn:aws:s3:::b/2.env"));
    }

    @Test
    void withoutASourceOnlyTasksThatReferToNothingGetTheirValues() {
        NoSecretSource none = new NoSecretSource("no AWS emulator runs");
        assertThat(none.fetch(launch(web().build(), to -> {}))
                        .toCompletableFuture()
                        .join())
                .isEqualTo(FetchedValues.NONE);
        ContainerDefinition secret = web().secrets(Secret.builder()
                        .name("PASSWORD")
                        .valueFrom("/db/password")
                        .build())
                .build();
        assertRefused(
                none,
                secret,
                "ResourceInitializationError: unable to pull secrets or registry auth: /db/password: no AWS emulator runs");
        ContainerDefinition file =
                web().environmentFiles(List.of(file("arn:aws:s3:::a/1.env"))).build();
        assertRefused(
                none,
                file,
                "ResourceInitializationError: failed to download env files: arn:aws:s3:::a/1.env: no AWS emulator runs");
    }

    private static void assertRefused(NoSecretSource none, ContainerDefinition container, String message) {
        assertThatThrownBy(() -> none.fetch(launch(container, to -> {}))
                        .toCompletableFuture()
                        .join())
                .hasCauseInstanceOf(EngineException.class)
                .cause()
                .hasMessage(message);
    }
}
