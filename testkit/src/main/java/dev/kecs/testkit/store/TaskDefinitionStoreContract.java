package dev.kecs.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kecs.ecs.name.Scope;
import dev.kecs.ecs.name.TaskDefinitionArn;
import dev.kecs.ecs.taskdefinition.TaskDefinition;
import dev.kecs.testkit.sample.Samples;
import org.junit.jupiter.api.Test;

/// What `TaskDefinitionStore` promises.
public abstract class TaskDefinitionStoreContract extends StoreContract {
    private static final Scope SCOPE = Samples.SCOPE;

    private int register(String family) {
        return stores().atomically(() -> {
            int revision = stores().taskDefinitions().nextRevision(SCOPE, family);
            TaskDefinitionArn arn = new TaskDefinitionArn(SCOPE, family, revision);
            stores().taskDefinitions().put(Samples.taskDefinition(arn));
            return revision;
        });
    }

    @Test
    void revisionsOfAFamilyCountFromOne() {
        assertThat(register("webapp")).isEqualTo(1);
        assertThat(register("webapp")).isEqualTo(2);
        assertThat(register("worker")).isEqualTo(1);
    }

    @Test
    void aRemovedRevisionsNumberIsNotGivenAgain() {
        register("webapp");
        register("webapp");
        stores().atomically(() -> stores().taskDefinitions().remove(new TaskDefinitionArn(SCOPE, "webapp", 2)));
        assertThat(register("webapp")).isEqualTo(3);
    }

    @Test
    void aStepThatThrowsUsesNoRevision() {
        assertThatThrownBy(() -> stores().atomically(() -> {
                    stores().taskDefinitions().nextRevision(SCOPE, "webapp");
                    throw new IllegalArgumentException("refused");
                }))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(register("webapp")).isEqualTo(1);
    }

    @Test
    void familiesOfOtherScopesCountForThemselves() {
        register("webapp");
        Scope elsewhere = new Scope("us-east-1", SCOPE.account());
        int first = stores().atomically(() -> stores().taskDefinitions().nextRevision(elsewhere, "webapp"));
        assertThat(first).isEqualTo(1);
        assertThat(stores().taskDefinitions().family(elsewhere, "webapp")).isEmpty();
    }

    @Test
    void listsAreOrderedByFamilyThenRevisionAsANumber() {
        for (int i = 0; i < 10; i++) {
            register("webapp");
        }
        register("api");
        assertThat(stores().taskDefinitions().family(SCOPE, "webapp"))
                .extracting(definition -> definition.arn().revision())
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        assertThat(stores().taskDefinitions().all())
                .extracting(definition -> definition.arn().familyAndRevision())
                .startsWith("api:1", "webapp:1")
                .endsWith("webapp:10");
    }

    @Test
    void aRevisionIsFoundAsItWasPut() {
        register("webapp");
        TaskDefinition expected = Samples.taskDefinition(Samples.WEBAPP_1);
        assertThat(stores().taskDefinitions().find(Samples.WEBAPP_1)).contains(expected);
        assertThat(stores().taskDefinitions().find(new TaskDefinitionArn(SCOPE, "webapp", 2)))
                .isEmpty();
    }
}
