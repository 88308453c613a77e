package dev.kecs.server.control;

import dev.kecs.ecs.name.TaskArn;
import dev.kecs.ecs.store.Stores;
import dev.kecs.ecs.task.Task;
import dev.kecs.protocol.rpc.ErrorCode;
import dev.kecs.protocol.rpc.RpcException;
import java.util.List;

/// Finds the task that somebody names by an ARN, an id, or a beginning of one that no other has.
public record TaskLookup(Stores stores) {
    private static final int SHORTEST_PREFIX = 8;

    /// @param cluster a name or an ARN
    /// @throws RpcException when there is none, or more than one
    public Task find(String cluster, String named) throws RpcException {
        List<Task> matching = stores.tasks().all().stream()
                .filter(task -> isNamed(task.arn(), cluster, named))
                .toList();
        if (matching.size() == 1) {
            return matching.getFirst();
        }
        String problem = matching.isEmpty() ? "There is no task '" : "More than one task begins with '";
        throw new RpcException(
                ErrorCode.NOT_FOUND,
                problem + named + "' in cluster '" + cluster + "'",
                "aws ecs list-tasks --cluster " + cluster);
    }

    private static boolean isNamed(TaskArn task, String cluster, String named) {
        boolean inCluster = cluster.equals(task.cluster().name())
                || cluster.equals(task.cluster().toString());
        boolean id = task.toString().equals(named)
                || (named.length() >= SHORTEST_PREFIX && task.id().startsWith(named));
        return inCluster && id;
    }
}
