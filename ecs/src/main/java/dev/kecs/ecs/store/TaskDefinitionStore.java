package dev.kecs.ecs.store;

import dev.kecs.ecs.name.Scope;
import dev.kecs.ecs.name.TaskDefinitionArn;
import dev.kecs.ecs.taskdefinition.TaskDefinition;
import java.util.List;
import java.util.Optional;

/// Task definition revisions. Lists are ordered by family, then revision ascending.
public interface TaskDefinitionStore {
    Optional<TaskDefinition> find(TaskDefinitionArn arn);

    /// All revisions of one family.
    List<TaskDefinition> family(Scope scope, String family);

    List<TaskDefinition> all();

    /// The next revision's number: one more than any ever given to this family, removed ones included.
    /// Counted when the step is durable.
    int nextRevision(Scope scope, String family);

    void put(TaskDefinition definition);

    void remove(TaskDefinitionArn arn);
}
