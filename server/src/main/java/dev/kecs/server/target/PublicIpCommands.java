package dev.kecs.server.target;

import dev.kecs.ecs.name.TaskDefinitionArn;
import dev.kecs.ecs.service.Service;
import dev.kecs.ecs.store.Stores;
import dev.kecs.ecs.task.Task;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.AwsVpcConfiguration;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.NetworkMode;

/// The commands that make a target reachable.
record PublicIpCommands(Stores stores) {
    String ofService(Service service) {
        TaskDefinitionArn revision = service.spec().taskDefinition();
        String update = "aws ecs update-service --cluster "
                + service.arn().cluster().name() + " --service " + service.arn().name();
        String network = " --network-configuration "
                + configuration(Optional.ofNullable(service.spec().declared().networkConfiguration()));
        return hasOwnNetwork(revision)
                ? update + network
                : registerAgain(revision) + update + " --task-definition " + revision.family() + network;
    }

    /// A task's network never changes: its service's does, and otherwise another task must be run.
    String ofTask(Task task) {
        Optional<Service> service = task.spec().origin().service().flatMap(stores.services()::find);
        if (service.isPresent()) {
            return ofService(service.get());
        }
        TaskDefinitionArn revision = task.spec().taskDefinition();
        String run = "aws ecs run-task --cluster " + task.arn().cluster().name() + " --task-definition ";
        String network = " --network-configuration " + configuration(task.spec().network());
        return hasOwnNetwork(revision)
                ? run + revision.familyAndRevision() + network
                : registerAgain(revision) + run + revision.family() + network;
    }

    /// ECS takes a network configuration for tasks of network mode awsvpc, and for no others.
    private boolean hasOwnNetwork(TaskDefinitionArn revision) {
        return stores.taskDefinitions()
                .find(revision)
                .filter(found -> found.body().networkMode() != NetworkMode.AWSVPC)
                .isEmpty();
    }

    private static String registerAgain(TaskDefinitionArn revision) {
        return "Register " + revision.family() + " again with --network-mode awsvpc, the one with public IPs; then ";
    }

    private static String configuration(Optional<NetworkConfiguration> now) {
        String subnets = now.map(NetworkConfiguration::awsvpcConfiguration)
                .map(AwsVpcConfiguration::subnets)
                .filter(all -> !all.isEmpty())
                .map(all -> String.join(",", all))
                .orElse("subnet-1");
        return "'awsvpcConfiguration={subnets=[" + subnets + "],assignPublicIp=ENABLED}'";
    }
}
