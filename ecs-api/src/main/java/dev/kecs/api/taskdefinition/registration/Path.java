package dev.kecs.api.taskdefinition.registration;

import dev.kecs.api.action.Refusal;
import dev.kecs.ecs.failure.EcsException;

/// Where a member is in a request, as refusals write it: `containerDefinitions[0].portMappings[1].hostPort`.
record Path(String text) {
    static Path of(String member) {
        return new Path(member);
    }

    static Path ofContainer(int index) {
        return of("containerDefinitions").item(index);
    }

    Path item(int index) {
        return new Path(text + "[" + index + "]");
    }

    Path member(String name) {
        return new Path(text + "." + name);
    }

    EcsException refused(String reason) {
        return Refusal.client(text + ": " + reason);
    }
}
