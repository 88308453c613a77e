package dev.kecs.agent.forward;

import dev.kecs.protocol.rpc.ErrorCode;
import dev.kecs.protocol.rpc.RpcException;
import dev.kecs.protocol.target.Snapshot;

/// Refuses a new forward whose target makes no sense now. Having no running task yet is no reason.
final class Resolution {
    private Resolution() {}

    static void check(Snapshot snapshot) throws RpcException {
        int code = switch (snapshot.reason()) {
            case OK, NO_RUNNING_TASK, UNHEALTHY -> 0;
            case CLUSTER_ABSENT, SERVICE_ABSENT, TASK_ABSENT, TASK_STOPPED -> ErrorCode.NOT_FOUND;
            case NOT_PUBLIC -> ErrorCode.FAILED;
            case PORT_AMBIGUOUS, PORT_ABSENT, AMBIGUOUS_CLUSTER, TASKS_AMBIGUOUS -> ErrorCode.USAGE;
        };
        if (code != 0) {
            throw new RpcException(code, snapshot.message(), snapshot.hint());
        }
    }
}
