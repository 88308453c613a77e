package dev.kecs.api.action;

import dev.kecs.ecs.command.Clusters;
import dev.kecs.ecs.command.TaskDefinitions;
import dev.kecs.ecs.failure.EcsException;
import dev.kecs.ecs.failure.EcsFailure;
import dev.kecs.ecs.name.Arn;
import dev.kecs.ecs.name.Arns;
import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.ecs.name.ResourceName;
import dev.kecs.ecs.name.ServiceArn;
import dev.kecs.ecs.name.TaskArn;
import dev.kecs.ecs.name.TaskDefinitionArn;
import dev.kecs.ecs.taskdefinition.TaskDefinition;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Turns what requests call things (names, ids, ARNs old and new) into ARNs. Stateless.
public record References(Clusters clusters, TaskDefinitions taskDefinitions) {
    private static final String DEFAULT_CLUSTER = "default";

    /// The cluster that the text names, whether or not it exists; nothing means `default`.
    public ClusterArn cluster(@Nullable String text, Caller caller) {
        String named = text == null || text.isEmpty() ? DEFAULT_CLUSTER : text;
        if (Arns.looksLikeArn(named)) {
            return Arns.parse(named)
                    .filter(ClusterArn.class::isInstance)
                    .map(ClusterArn.class::cast)
                    .orElseThrow(() -> Refusal.invalid("Invalid identifier: Identifier is for a different type."));
        }
        return named(named, "cluster", caller);
    }

    /// The same, for a name only: what does not exist yet has no ARN.
    public ClusterArn newCluster(@Nullable String name, Caller caller) {
        return named(name == null || name.isEmpty() ? DEFAULT_CLUSTER : name, "clusterName", caller);
    }

    /// ECS's own phrase after the member's name.
    private static ClusterArn named(String name, String member, Caller caller) {
        if (!ResourceName.isLegal(name)) {
            throw Refusal.invalid(member + ": Cluster must match ^[a-zA-Z0-9\\-_]{1,255}$, but was '" + name + "'.");
        }
        return new ClusterArn(caller.scope(), name);
    }

    /// The same, refusing a cluster that does not exist, is INACTIVE, or is another region's or account's.
    public ClusterArn existingCluster(@Nullable String text, Caller caller) {
        ClusterArn arn = cluster(text, caller);
        if (!arn.scope().equals(caller.scope())) {
            throw new EcsException(new EcsFailure.ClusterNotFound());
        }
        return clusters.require(arn).arn();
    }

    /// A service in `cluster`; empty when the text cannot name one there.
    public Optional<ServiceArn> service(String text, ClusterArn cluster) {
        return lastPart(text, "service", cluster).filter(ResourceName::isLegal).map(cluster::service);
    }

    /// A task in `cluster`; empty when the text cannot name one there. An id of no known length is refused (36 is
    /// that of the ids that ECS gave in the past). ECS's own phrase.
    public Optional<TaskArn> task(String text, ClusterArn cluster) {
        Optional<String> id = lastPart(text, "task", cluster);
        if (id.filter(given -> given.length() != 32 && given.length() != 36).isPresent()) {
            throw Refusal.invalid("taskId length should be one of [32,36]");
        }
        return id.filter(given -> given.matches("[0-9a-f]{32}")).map(cluster::task);
    }

    private static Optional<String> lastPart(String text, String type, ClusterArn cluster) {
        if (!Arns.looksLikeArn(text)) {
            return Optional.of(
                    text.startsWith(cluster.name() + "/")
                            ? text.substring(cluster.name().length() + 1)
                            : text);
        }
        return Arns.split(text)
                .filter(parts -> parts.type().equals(type) && parts.scope().equals(cluster.scope()))
                .map(Arns.Parts::path)
                .map(path -> inCluster(path, cluster));
    }

    /// What follows the cluster's name; the old format of an ARN has none. ECS's own phrase.
    private static String inCluster(String path, ClusterArn cluster) {
        int slash = path.indexOf('/');
        if (slash >= 0 && !path.substring(0, slash).equals(cluster.name())) {
            throw Refusal.invalid("Invalid identifier: Identifier is for cluster " + path.substring(0, slash)
                    + ". Your cluster is " + cluster.name());
        }
        return path.substring(slash + 1);
    }

    /// `family` (its newest ACTIVE revision), `family:revision` or an ARN.
    public TaskDefinition taskDefinition(@Nullable String text, Caller caller) {
        String named = Optional.ofNullable(text)
                .filter(given -> !given.isBlank())
                .orElseThrow(() -> Refusal.invalid("TaskDefinition can not be blank."));
        return find(named, caller).orElseThrow(() -> Refusal.client("Unable to describe task definition."));
    }

    /// The same, for something new to be started from it: it must be ACTIVE. ECS's own phrases.
    public TaskDefinition activeTaskDefinition(@Nullable String text, Caller caller) {
        String named = Optional.ofNullable(text)
                .filter(given -> !given.isBlank())
                .orElseThrow(() -> Refusal.invalid("TaskDefinition can not be blank."));
        return taskDefinitions.requireActive(
                find(named, caller).orElseThrow(() -> Refusal.client("TaskDefinition not found.")));
    }

    /// What `family:revision` or a revision's ARN names; empty when it names none.
    public Optional<TaskDefinitionArn> revision(String text, Caller caller) {
        return parse(text, caller)
                .filter(arn -> arn.scope().equals(caller.scope()))
                .filter(TaskDefinitionArn.class::isInstance)
                .map(TaskDefinitionArn.class::cast);
    }

    private static Optional<Arn> parse(String text, Caller caller) {
        return Arns.looksLikeArn(text)
                ? Arns.parse(text)
                : Arns.parse("arn:aws:ecs:" + caller.scope().region() + ":"
                        + caller.scope().account() + ":task-definition/" + text);
    }

    private Optional<TaskDefinition> find(String text, Caller caller) {
        Optional<Arn> arn = parse(text, caller);
        if (arn.isPresent()) {
            return arn.get() instanceof TaskDefinitionArn exact && exact.scope().equals(caller.scope())
                    ? taskDefinitions.stores().taskDefinitions().find(exact)
                    : Optional.empty();
        }
        String family = text.substring(text.lastIndexOf('/') + 1);
        return ResourceName.isLegal(family) ? taskDefinitions.latest(caller.scope(), family) : Optional.empty();
    }
}
