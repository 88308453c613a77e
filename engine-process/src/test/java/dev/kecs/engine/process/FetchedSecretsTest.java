package dev.kecs.engine.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.ecs.engine.ContainerObservation.State;
import dev.kecs.ecs.engine.EngineException;
import dev.kecs.ecs.engine.environment.FetchedValues;
import dev.kecs.ecs.engine.environment.SecretSource;
import dev.kecs.ecs.name.TaskArn;
import dev.kecs.testkit.engine.EngineHarness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.Secret;

/// What a task refers to is fetched while the engine goes on; tests decide when it comes.
class FetchedSecretsTest {
    @TempDir
    Path home;

    private final CompletableFuture<FetchedValues> values = new CompletableFuture<>();
    private EngineHarness engine;

    @BeforeEach
    void startEngine() throws IOException {
        SecretSource source =
                launch -> launch.definition().containerDefinitions().getFirst().hasSecrets()
                        ? values
                        : CompletableFuture.completedFuture(FetchedValues.NONE);
        engine = new EngineHarness(new TestEngine(home).start(source), Duration.ofSeconds(10));
    }

    @AfterEach
    void endEverything() {
        engine.close();
    }

    private static ContainerDefinition.Builder prints(String text) {
        return ContainerDefinition.builder().name("app").image("test/sh").command("echo \"" + text + "\"");
    }

    private static ContainerDefinition secretive() {
        return prints("$PASSWORD $AWS_ENDPOINT_URL")
                .secrets(Secret.builder().name("PASSWORD").valueFrom("/db").build())
                .repositoryCredentials(each -> each.credentialsParameter("arn:of:something"))
                .build();
    }

    private State.Exited exited(TaskArn task) {
        return engine.exited(task, "app");
    }

    private String printed(TaskArn task) throws IOException {
        assertThat(exited(task).exitCode()).contains(0);
        return Files.readString(home.resolve("tasks/" + task.id() + "/app/stdout.log"))
                .strip();
    }

    @Test
    void aTaskStartsWhenItsSecretsAreThereAndOthersDoNotWaitForThem() throws Exception {
        TaskArn waiting = engine.launch(secretive());
        TaskArn other = engine.launch(prints("$AWS_REGION").build());
        assertThat(printed(other)).isEqualTo("us-east-1");
        assertThat(home.resolve("tasks/" + waiting.id())).doesNotExist();
        engine.launch(waiting, secretive());
        values.complete(new FetchedValues(Map.of("app", Map.of("PASSWORD", "s3cret")), Map.of()));
        assertThat(printed(waiting)).isEqualTo("s3cret http://127.0.0.1:2");
        assertThat(engine.warnings(waiting))
                .containsExactly(
                        "repositoryCredentials of container 'app' are not used: the process engine pulls no image");
    }

    @Test
    void aTaskWhoseSecretsCannotBeHadEndsWithTheReason() {
        TaskArn task = engine.launch(secretive());
        values.completeExceptionally(new EngineException("ResourceInitializationError: no such secret"));
        State.Exited exited = exited(task);
        assertThat(exited.exitCode()).isEmpty();
        assertThat(exited.reason()).contains("ResourceInitializationError: no such secret");
        assertThat(home.resolve("tasks/" + task.id())).doesNotExist();
    }

    @Test
    void aTaskThatIsStoppedMeanwhileNeverStarts() throws Exception {
        TaskArn task = engine.launch(secretive());
        engine.engine().stop(task);
        assertThat(exited(task).reason()).isEmpty();
        values.complete(FetchedValues.NONE);
        assertThat(printed(engine.launch(prints("later").build()))).isEqualTo("later");
        assertThat(home.resolve("tasks/" + task.id())).doesNotExist();
    }

    @Test
    void theDefinitionsOwnRegionCounts() throws Exception {
        TaskArn task = engine.launch(prints("$AWS_REGION")
                .environment(KeyValuePair.builder()
                        .name("AWS_REGION")
                        .value("eu-west-1")
                        .build())
                .build());
        assertThat(printed(task)).isEqualTo("eu-west-1");
    }
}
