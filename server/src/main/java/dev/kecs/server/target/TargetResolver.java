package dev.kecs.server.target;

import dev.kecs.ecs.cluster.Cluster;
import dev.kecs.ecs.cluster.ClusterStatus;
import dev.kecs.ecs.engine.ContainerObservation.Health;
import dev.kecs.ecs.engine.PortBinding;
import dev.kecs.ecs.name.Arns;
import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.ecs.name.ResourceName;
import dev.kecs.ecs.name.ServiceArn;
import dev.kecs.ecs.name.TaskDefinitionArn;
import dev.kecs.ecs.service.Service;
import dev.kecs.ecs.service.ServiceStatus;
import dev.kecs.ecs.store.Stores;
import dev.kecs.ecs.task.Task;
import dev.kecs.ecs.task.TaskHealth;
import dev.kecs.ecs.task.TaskState;
import dev.kecs.ecs.taskdefinition.TaskDefinition;
import dev.kecs.protocol.target.Endpoint;
import dev.kecs.protocol.target.Resolve;
import dev.kecs.protocol.target.SnapshotReason;
import dev.kecs.protocol.target.Target;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.AwsVpcConfiguration;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;

/// Resolves a target against the stores as they are now. Pure; any thread may ask.
public record TargetResolver(Stores stores) {
    /// What is known of a target, without a generation.
    ///
    public record Resolution(
            SnapshotReason reason, String message, Optional<String> hint, Ports ports, List<Endpoint> endpoints) {
        /// @param all every TCP container port
        public record Ports(List<Integer> all, @Nullable Integer chosen) {}

        public Resolution {
            endpoints = List.copyOf(endpoints);
        }

        static Resolution failed(SnapshotReason reason, String message, @Nullable String hint, List<Integer> ports) {
            return new Resolution(reason, message, Optional.ofNullable(hint), new Ports(ports, null), List.of());
        }
    }

    public Resolution resolve(Resolve question) {
        Target target = question.target();
        List<Cluster> clusters = clusters(target.cluster());
        if (clusters.isEmpty()) {
            return Resolution.failed(
                    SnapshotReason.CLUSTER_ABSENT,
                    "There is no cluster '" + target.cluster() + "'.",
                    "aws ecs create-cluster --cluster-name " + target.cluster(),
                    List.of());
        }
        if (clusters.size() > 1) {
            return Resolution.failed(
                    SnapshotReason.AMBIGUOUS_CLUSTER,
                    "Clusters named '" + target.cluster() + "' exist in several regions.",
                    "Give the cluster's ARN instead of its name.",
                    List.of());
        }
        ClusterArn cluster = clusters.getFirst().arn();
        return switch (target) {
            case Target.OfService service -> service(cluster, service, question);
            case Target.OfTask task -> task(cluster, task, question);
            case Target.OfTags tags ->
                Resolution.failed(
                        SnapshotReason.TASK_ABSENT,
                        "Targets by tags are not resolved by this version.",
                        null,
                        List.of());
        };
    }

    private List<Cluster> clusters(String named) {
        return stores.clusters().all().stream()
                .filter(each -> each.status() != ClusterStatus.INACTIVE)
                .filter(each ->
                        each.arn().name().equals(named) || each.arn().toString().equals(named))
                .toList();
    }

    private Resolution service(ClusterArn cluster, Target.OfService target, Resolve question) {
        Optional<ServiceArn> arn = Arns.looksLikeArn(target.service())
                ? Arns.parse(target.service())
                        .filter(ServiceArn.class::isInstance)
                        .map(ServiceArn.class::cast)
                : Optional.of(target.service()).filter(ResourceName::isLegal).map(cluster::service);
        Optional<Service> found =
                arn.flatMap(stores.services()::find).filter(each -> each.status() != ServiceStatus.INACTIVE);
        if (found.isEmpty()) {
            return Resolution.failed(
                    SnapshotReason.SERVICE_ABSENT,
                    "There is no service '" + target.service() + "' in cluster '" + cluster.name() + "'.",
                    "aws ecs list-services --cluster " + cluster.name(),
                    List.of());
        }
        Service service = found.get();
        if (!service.spec().publicIp()) {
            return Resolution.failed(
                    SnapshotReason.NOT_PUBLIC,
                    "Service '" + service.arn().name() + "' has assignPublicIp DISABLED, so this host cannot reach it.",
                    enable(service),
                    List.of());
        }
        List<Task> tasks = stores.tasks().ofService(service.arn());
        return ports(service.spec().taskDefinition(), question.targetPort(), tasks);
    }

    private static String enable(Service service) {
        String subnets = Optional.ofNullable(service.spec().declared().networkConfiguration())
                .map(NetworkConfiguration::awsvpcConfiguration)
                .map(AwsVpcConfiguration::subnets)
                .map(all -> String.join(",", all))
                .orElse("subnet-1");
        return "aws ecs update-service --cluster " + service.arn().cluster().name() + " --service "
                + service.arn().name() + " --network-configuration 'awsvpcConfiguration={subnets=[" + subnets
                + "],assignPublicIp=ENABLED}'";
    }

    private Resolution task(ClusterArn cluster, Target.OfTask target, Resolve question) {
        Optional<Task> found = stores.tasks().inCluster(cluster).stream()
                .filter(each -> each.arn().id().equals(target.task()))
                .findFirst();
        if (found.isEmpty()) {
            return Resolution.failed(
                    SnapshotReason.TASK_ABSENT,
                    "There is no task '" + target.task() + "' in cluster '" + cluster.name() + "'.",
                    "aws ecs list-tasks --cluster " + cluster.name(),
                    List.of());
        }
        if (found.get().observed().state() instanceof TaskState.Stopped) {
            return Resolution.failed(
                    SnapshotReason.TASK_STOPPED, "Task '" + target.task() + "' is STOPPED.", null, List.of());
        }
        return ports(found.get().spec().taskDefinition(), question.targetPort(), List.of(found.get()));
    }

    private Resolution ports(TaskDefinitionArn revision, @Nullable Integer wanted, List<Task> tasks) {
        List<Integer> all = stores.taskDefinitions().find(revision).stream()
                .flatMap(each -> each.body().containerDefinitions().stream())
                .flatMap(each -> each.portMappings().stream())
                .filter(mapping -> !"udp".equals(mapping.protocolAsString()))
                .map(mapping -> mapping.containerPort())
                .distinct()
                .toList();
        if (wanted == null && all.size() != 1) {
            return Resolution.failed(
                    SnapshotReason.PORT_AMBIGUOUS,
                    all.isEmpty()
                            ? "Task definition " + revision.familyAndRevision() + " maps no TCP port."
                            : "Task definition " + revision.familyAndRevision() + " maps several ports: " + all + ".",
                    all.isEmpty() ? null : "Choose one with --target-port.",
                    all);
        }
        int port = wanted == null ? all.getFirst() : wanted;
        if (!all.contains(port)) {
            return Resolution.failed(
                    SnapshotReason.PORT_ABSENT,
                    "Port " + port + " is not mapped by " + revision.familyAndRevision() + "; it maps " + all + ".",
                    null,
                    all);
        }
        List<Endpoint> endpoints =
                tasks.stream().flatMap(task -> endpoint(task, port)).toList();
        boolean none = endpoints.stream().noneMatch(each -> each.ready() && !each.draining());
        return new Resolution(
                none ? SnapshotReason.NO_RUNNING_TASK : SnapshotReason.OK,
                none ? "No task is RUNNING and ready." : "",
                Optional.empty(),
                new Resolution.Ports(all, port),
                endpoints);
    }

    private Stream<Endpoint> endpoint(Task task, int port) {
        boolean draining = task.observed().state() instanceof TaskState.Deactivating
                || task.observed().state() instanceof TaskState.Stopping;
        if (!draining && !(task.observed().state() instanceof TaskState.Running)) {
            return Stream.empty();
        }
        Instant startedAt = switch (task.observed().state()) {
            case TaskState.Running running -> running.startedAt();
            case TaskState.Deactivating leaving -> leaving.startedAt().orElse(task.createdAt());
            case TaskState.Stopping stopping -> stopping.startedAt().orElse(task.createdAt());
            case TaskState.Provisioning provisioning -> task.createdAt();
            case TaskState.Pending pending -> task.createdAt();
            case TaskState.Activating activating -> task.createdAt();
            case TaskState.Deprovisioning ending -> task.createdAt();
            case TaskState.Stopped stopped -> task.createdAt();
        };
        return task.observed().bindings().stream()
                .filter(binding -> binding.containerPort() == port && "tcp".equals(binding.protocol()))
                .limit(1)
                .map(binding -> endpoint(task, binding, startedAt, draining));
    }

    private Endpoint endpoint(Task task, PortBinding binding, Instant startedAt, boolean draining) {
        boolean healthy = stores.taskDefinitions()
                .find(task.spec().taskDefinition())
                .map(TaskDefinition::body)
                .filter(body -> TaskHealth.isChecked(body) && TaskHealth.of(task, body) != Health.HEALTHY)
                .isEmpty();
        return new Endpoint(
                task.arn().id(),
                binding.address(),
                binding.port(),
                startedAt.toString(),
                healthy && !draining,
                draining,
                task.spec().taskDefinition().familyAndRevision());
    }
}
