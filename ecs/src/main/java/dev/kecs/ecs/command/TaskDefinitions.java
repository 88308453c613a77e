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
            TaskDefinition registered = TaskDefinition.registered(
                    new TaskDefinitionArn(scope, family, revision), body, tags, clock.instant());
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
            TaskDefinition inactive = found.deregistered(clock.instant());
            stores.taskDefinitions().put(inactive);
            return inactive;
        });
    }

    /// What keeps a revision from being deleted; nothing when it is now DELETE_IN_PROGRESS.
    public Optional<String> delete(TaskDefinitionArn arn) {
        return stores.atomically(() -> {
            Optional<TaskDefinition> found = stores.taskDefinitions().find(arn);
            if (found.isEmpty()) {
                return Optional.of("The specified task definition does not exist. Specify a valid account, family,"
                        + " revision and try again.");
            }
            if (found.get().status() == RevisionStatus.ACTIVE) {
                return Optional.of("The specified task definition is still in ACTIVE status. Please deregister the"
                        + " target and try again.");
            }
            stores.taskDefinitions().put(found.get().deleting(clock.instant()));
            return Optional.empty();
        });
    }

    /// The revision, which must be ACTIVE for something new to be started from it. ECS's own phrases.
    public TaskDefinition requireActive(TaskDefinition revision) {
        if (revision.status() != RevisionStatus.ACTIVE) {
            throw new EcsException(new EcsFailure.Client("TaskDefinition is inactive"));
        }
        return revision;
    }
}
