package dev.kecs.session.channel;

import dev.kecs.ecs.engine.TaskCommand;

/// Who runs commands: an engine. Called from any thread.
@FunctionalInterface
public interface Commands {
    /// @throws dev.kecs.ecs.engine.EngineException when the container does not run
    TaskCommand execute(TaskCommand.Request request, TaskCommand.Output output);
}
