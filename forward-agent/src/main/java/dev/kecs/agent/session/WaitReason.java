package dev.kecs.agent.session;

import dev.kecs.agent.relay.route.DialFailure;
import dev.kecs.protocol.target.SnapshotReason;

/// Why a forward waits; the word is what callers see.
public enum WaitReason {
    CLUSTER_ABSENT("clusterAbsent"),
    SERVICE_ABSENT("serviceAbsent"),
    TASK_ABSENT("taskAbsent"),
    TASK_STOPPED("taskStopped"),
    NOT_PUBLIC("notPublic"),
    NO_RUNNING_TASK("noRunningTask"),
    UNHEALTHY("unhealthy"),
    TASKS_AMBIGUOUS("tasksAmbiguous"),
    PORT_AMBIGUOUS("portAmbiguous"),
    PORT_ABSENT("portAbsent"),
    AMBIGUOUS_CLUSTER("ambiguousCluster"),
    /// An endpoint is there and has not been reached yet.
    PROBING("probing"),
    REFUSED("refused"),
    TIMED_OUT("timedOut"),
    UNREACHABLE("unreachable"),
    /// Another program listens at the local port.
    PORT_TAKEN("portTaken");

    private final String word;

    WaitReason(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    static WaitReason of(SnapshotReason reason) {
        return switch (reason) {
            case OK, NO_RUNNING_TASK -> NO_RUNNING_TASK;
            case CLUSTER_ABSENT -> CLUSTER_ABSENT;
            case SERVICE_ABSENT -> SERVICE_ABSENT;
            case TASK_ABSENT -> TASK_ABSENT;
            case TASK_STOPPED -> TASK_STOPPED;
            case NOT_PUBLIC -> NOT_PUBLIC;
            case UNHEALTHY -> UNHEALTHY;
            case TASKS_AMBIGUOUS -> TASKS_AMBIGUOUS;
            case PORT_AMBIGUOUS -> PORT_AMBIGUOUS;
            case PORT_ABSENT -> PORT_ABSENT;
            case AMBIGUOUS_CLUSTER -> AMBIGUOUS_CLUSTER;
        };
    }

    static WaitReason of(DialFailure failure) {
        return switch (failure) {
            case REFUSED -> REFUSED;
            case TIMED_OUT -> TIMED_OUT;
            case UNREACHABLE -> UNREACHABLE;
        };
    }
}
