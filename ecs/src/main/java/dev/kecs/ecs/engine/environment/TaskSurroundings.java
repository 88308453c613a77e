package dev.kecs.ecs.engine.environment;

import dev.kecs.ecs.name.TaskArn;
import java.util.Map;

/// What every container is told besides what its definition says: where AWS's services are reached. Any thread may ask.
@FunctionalInterface
public interface TaskSurroundings {
    /// Nothing is told.
    TaskSurroundings NONE = (task, environment) -> Map.of();

    /// What to add to a container's environment.
    ///
    /// @param environment complete otherwise
    /// @return none of the variables that it has
    Map<String, String> missing(TaskArn task, Map<String, String> environment);
}
