package dev.kecs.ecs.command;

import dev.kecs.ecs.failure.EcsException;
import dev.kecs.ecs.failure.EcsFailure;
import dev.kecs.ecs.name.Scope;
import dev.kecs.ecs.name.TaskDefinitionArn;
import dev.kecs.ecs.store.Stores;
import dev.kecs.ecs.tag.Tags;
import dev.kecs.ecs.taskdefinition.RevisionStatus;
import dev.kecs.ecs.taskdefinition.TaskDefinition;
import java.time.InstantSource;
import java.util.Optional;

/// Commands on task definitions. Stateless; called from many threads.
public record TaskDefinitions(Stores stores, InstantSource clock) {
    /// The next revision of the family.
    public TaskDefinition register(
            Scope scope, String family, software.amazon.awssdk.services.ecs.model.TaskDefinition body, Tags tags) {
        return stores.atomically(() -> {
            int revision = stores.taskDefinitions().nextRevision(scope, family);
            TaskDefinition registered = new TaskDefinition(
                    new TaskDefinitionArn(scope, family, revision),
                    body,
                    RevisionStatus.ACTIVE,
                    tags,
                    clock.instant(),
                    Optional.empty());
            stores.taskDefinitions().put(registered);
            return registered;
        });
    }

    /// The newest ACTIVE revision.
    public Optional<TaskDefinition> latest(Scope scope, String family) {
        return stores.taskDefinitions().family(scope, family).stream()
                .filter(each -> each.status() == RevisionStatus.ACTIVE)
                .reduce((older, newer) -> newer);
    }

    /// Makes the revision INACTIVE: what runs goes on, nothing new is started from it.
    public TaskDefinition deregister(TaskDefinitionArn arn) {
        return stores.atomically(() -> {
            TaskDefinition found = stores.taskDefinitions()
                    .find(arn)
                    .filter(each -> each.status() == RevisionStatus.ACTIVE)
                    .orElseThrow(() ->
                            new EcsException(new EcsFailure.Client("The specified task definition is inactive.")));
            TaskDefinition inactive = found.with(RevisionStatus.INACTIVE, Optional.of(clock.instant()));
            stores.taskDefinitions().put(inactive);
            return inactive;
        });
    }
}
