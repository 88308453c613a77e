package dev.kecs.server.target;

import dev.kecs.ecs.name.Arns;
import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.ecs.name.ResourceName;
import dev.kecs.ecs.name.ServiceArn;
import dev.kecs.ecs.service.Service;
import dev.kecs.ecs.service.ServiceStatus;
import dev.kecs.ecs.store.Stores;
import dev.kecs.ecs.task.TaskState;
import dev.kecs.protocol.target.Resolve;
import dev.kecs.protocol.target.SnapshotReason;
import dev.kecs.protocol.target.Target;
import java.util.List;
import java.util.Optional;

/// Services, by name or ARN: all of their tasks.
record ServiceTargets(Stores stores, TargetPorts ports) {
    Resolution resolve(ClusterArn cluster, Target.OfService target, Resolve question) {
        Optional<Service> found = arn(cluster, target.service())
                .flatMap(stores.services()::find)
                .filter(each -> each.status() != ServiceStatus.INACTIVE);
        if (found.isEmpty()) {
            return Resolution.failed(
                    SnapshotReason.SERVICE_ABSENT,
                    "There is no service '" + target.service() + "' in cluster '" + cluster.name() + "'.",
                    "aws ecs list-services --cluster " + cluster.name());
        }
        Service service = found.get();
        if (service.spec().publicIp()) {
            return resolve(service, question);
        }
        if (Boolean.TRUE.equals(question.ingress())) {
            Resolution inside = resolve(service, question);
            // Engines whose tasks have a network of their own bind nothing at this host for those that are not public.
            if (!inside.endpoints().isEmpty() || !hasRunningTasks(service)) {
                return inside;
            }
        }
        return Resolution.failed(
                SnapshotReason.NOT_PUBLIC,
                "Service '" + service.arn().name() + "' has assignPublicIp DISABLED, so this host cannot reach it.",
                new PublicIpCommands(stores).ofService(service));
    }

    private Resolution resolve(Service service, Resolve question) {
        return ports.resolve(
                service.spec().taskDefinition(), question, stores.tasks().ofService(service.arn()), List.of());
    }

    private boolean hasRunningTasks(Service service) {
        return stores.tasks().ofService(service.arn()).stream()
                .anyMatch(task -> task.observed().state() instanceof TaskState.Running);
    }

    private static Optional<ServiceArn> arn(ClusterArn cluster, String nameOrArn) {
        return Arns.looksLikeArn(nameOrArn)
                ? Arns.parse(nameOrArn).filter(ServiceArn.class::isInstance).map(ServiceArn.class::cast)
                : Optional.of(nameOrArn).filter(ResourceName::isLegal).map(cluster::service);
    }
}
