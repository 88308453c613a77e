package dev.kecs.duckdb.json;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.kecs.ecs.engine.ContainerObservation;
import dev.kecs.ecs.service.Deployment;
import dev.kecs.ecs.task.TaskGoal;
import dev.kecs.ecs.task.TaskState;

/// What each state is called in a row, for ever: a class may be renamed, its name here may not.
final class StateNames {
    private static final String MEMBER = "is";

    private StateNames() {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = MEMBER)
    @JsonSubTypes({
        @JsonSubTypes.Type(value = TaskGoal.Run.class, name = "run"),
        @JsonSubTypes.Type(value = TaskGoal.Stop.class, name = "stop")
    })
    interface OfTaskGoal {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = MEMBER)
    @JsonSubTypes({
        @JsonSubTypes.Type(value = TaskState.Provisioning.class, name = "provisioning"),
        @JsonSubTypes.Type(value = TaskState.Pending.class, name = "pending"),
        @JsonSubTypes.Type(value = TaskState.Activating.class, name = "activating"),
        @JsonSubTypes.Type(value = TaskState.Running.class, name = "running"),
        @JsonSubTypes.Type(value = TaskState.Deactivating.class, name = "deactivating"),
        @JsonSubTypes.Type(value = TaskState.Stopping.class, name = "stopping"),
        @JsonSubTypes.Type(value = TaskState.Deprovisioning.class, name = "deprovisioning"),
        @JsonSubTypes.Type(value = TaskState.Stopped.class, name = "stopped")
    })
    interface OfTaskState {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = MEMBER)
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Deployment.Rollout.InProgress.class, name = "inProgress"),
        @JsonSubTypes.Type(value = Deployment.Rollout.Completed.class, name = "completed"),
        @JsonSubTypes.Type(value = Deployment.Rollout.Failed.class, name = "failed")
    })
    interface OfRollout {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = MEMBER)
    @JsonSubTypes({
        @JsonSubTypes.Type(value = ContainerObservation.State.Waiting.class, name = "waiting"),
        @JsonSubTypes.Type(value = ContainerObservation.State.Running.class, name = "running"),
        @JsonSubTypes.Type(value = ContainerObservation.State.Exited.class, name = "exited")
    })
    interface OfContainer {}
}
