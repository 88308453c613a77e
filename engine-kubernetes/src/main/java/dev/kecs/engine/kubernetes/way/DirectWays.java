package dev.kecs.engine.kubernetes.way;

import dev.kecs.ecs.engine.PortBinding;
import dev.kecs.ecs.engine.TaskPort;
import dev.kecs.engine.kubernetes.command.PodCommands;
import dev.kecs.engine.kubernetes.front.Fronts;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.Service;
import java.util.List;
import java.util.Optional;

/// The node ports of each task's own Service, at the address of its node. Services for published ports, which a control
/// plane with other settings has left, are removed. Owned by the cluster's thread.
public final class DirectWays implements Ways {
    private final PodCommands commands;

    public DirectWays(PodCommands commands) {
        this.commands = commands;
    }

    @Override
    public List<PortBinding> to(ReachedTask task) {
        Optional<String> node = Optional.ofNullable(task.pod().getStatus()).map(PodStatus::getHostIP);
        return task.ended()
                ? List.of()
                : node.flatMap(host -> task.address()
                                .map(service -> Fronts.bindings(task.plan().ports(), service, host)))
                        .orElse(List.of());
    }

    @Override
    public void seen(TaskPort port, Service service, boolean gone) {
        if (!gone) {
            commands.removeService(service.getMetadata().getName());
        }
    }
}
