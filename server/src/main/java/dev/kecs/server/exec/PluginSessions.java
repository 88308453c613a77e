package dev.kecs.server.exec;

import dev.kecs.api.task.CommandSessions;
import dev.kecs.ecs.name.TaskArn;
import dev.kecs.session.OpenedSession;
import dev.kecs.session.SessionServer;
import java.io.IOException;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.Session;

/// What ExecuteCommand answers with, in ECS's words.
public record PluginSessions(SessionServer sessions) implements CommandSessions {
    @Override
    public Session open(TaskArn task, String container, List<String> words, String host) throws IOException {
        OpenedSession opened = sessions.open(task, container, words, host);
        return Session.builder()
                .sessionId(opened.id())
                .streamUrl(opened.url())
                .tokenValue(opened.token())
                .build();
    }
}
