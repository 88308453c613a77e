package dev.kecs.protocol.target;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Why a snapshot has no endpoint to dial, or that all is well.
public enum SnapshotReason {
    @JsonProperty("ok")
    OK("ok"),
    @JsonProperty("clusterAbsent")
    CLUSTER_ABSENT("clusterAbsent"),
    @JsonProperty("serviceAbsent")
    SERVICE_ABSENT("serviceAbsent"),
    @JsonProperty("taskAbsent")
    TASK_ABSENT("taskAbsent"),
    @JsonProperty("taskStopped")
    TASK_STOPPED("taskStopped"),
    /// assignPublicIp is DISABLED.
    @JsonProperty("notPublic")
    NOT_PUBLIC("notPublic"),
    @JsonProperty("noRunningTask")
    NO_RUNNING_TASK("noRunningTask"),
    /// Tasks run, but their health checks fail.
    @JsonProperty("unhealthy")
    UNHEALTHY("unhealthy"),
    /// Several running tasks have the tags, and only one may.
    @JsonProperty("tasksAmbiguous")
    TASKS_AMBIGUOUS("tasksAmbiguous"),
    /// Several container ports and no target port named.
    @JsonProperty("portAmbiguous")
    PORT_AMBIGUOUS("portAmbiguous"),
    /// The target port named is no container port.
    @JsonProperty("portAbsent")
    PORT_ABSENT("portAbsent"),
    /// The name fits clusters in several regions.
    @JsonProperty("ambiguousCluster")
    AMBIGUOUS_CLUSTER("ambiguousCluster");

    private final String word;

    SnapshotReason(String word) {
        this.word = word;
    }

    /// As on the wire.
    public String word() {
        return word;
    }
}
