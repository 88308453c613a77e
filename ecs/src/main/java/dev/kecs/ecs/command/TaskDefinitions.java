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

    /// Makes the revision INACTIVE: what runs goes on, nothing new is started from it. One that is INACTIVE
    /// already is answered as it is.
    public TaskDefinition deregister(TaskDefinitionArn arn) {
        return stores.atomically(() -> {
            TaskDefinition found = stores.taskDefinitions()
                    .find(arn)
                    .orElseThrow(() -> refused("The specified task definition does not exist."));
            return switch (found.status()) {
                case INACTIVE -> found;
                case DELETE_IN_PROGRESS ->
                    throw refused("The task definition could not be deregistered because it is in the process of"
                            + " being deleted.");
                case ACTIVE -> {
                    TaskDefinition inactive = found.deregistered(clock.instant());
                    stores.taskDefinitions().put(inactive);
                    yield inactive;
                }
            };
        });
    }

    private static EcsException refused(String message) {
        return new EcsException(new EcsFailure.Client(message));
    }

    /// Makes an INACTIVE revision DELETE_IN_PROGRESS. ECS's own phrases.
    public TaskDefinition delete(TaskDefinitionArn arn) {
        return stores.atomically(() -> {
            TaskDefinition found = stores.taskDefinitions()
                    .find(arn)
                    .orElseThrow(() -> refused("The specified task definition does not exist. Specify a valid account,"
                            + " family, revision and try again."));
            if (found.status() == RevisionStatus.ACTIVE) {
                throw refused("The specified task definition is still in ACTIVE status. Please deregister the target"
                        + " and try again.");
            }
            TaskDefinition deleting = found.deleting(clock.instant());
            stores.taskDefinitions().put(deleting);
            return deleting;
        });
    }

    /// The revision, which must be ACTIVE for something new to be started from it. ECS's own phrases.
    public TaskDefinition requireActive(TaskDefinition revision) {
        if (revision.status() != RevisionStatus.ACTIVE) {
            throw refused("TaskDefinition is inactive");
        }
        return revision;
    }
}
