package dev.kecs.api.task;

import dev.kecs.ecs.name.TaskArn;
import java.io.IOException;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.Session;

/// Makes what ExecuteCommand answers: a session that the Session Manager plugin can hold. Any thread may call it.
@FunctionalInterface
public interface CommandSessions {
    /// @param words the program and its arguments
    /// @param host what the client calls this host
    /// @throws IOException when there can be none now
    Session open(TaskArn task, String container, List<String> words, String host) throws IOException;
}
