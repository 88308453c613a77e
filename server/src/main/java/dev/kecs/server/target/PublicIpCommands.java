package dev.kecs.server.target;

import dev.kecs.ecs.service.Service;
import dev.kecs.ecs.store.Stores;
import dev.kecs.ecs.task.Task;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.AwsVpcConfiguration;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;

/// The commands that make a target reachable.
final class PublicIpCommands {
    private PublicIpCommands() {}

    static String ofService(Service service) {
        return "aws ecs update-service --cluster " + service.arn().cluster().name() + " --service "
                + service.arn().name() + " --network-configuration "
                + configuration(Optional.ofNullable(service.spec().declared().networkConfiguration()));
    }

    /// A task's network never changes: its service's does, and otherwise another task must be run.
    static String ofTask(Task task, Stores stores) {
        return task.spec()
                .origin()
                .service()
                .flatMap(stores.services()::find)
                .map(PublicIpCommands::ofService)
                .orElseGet(() -> "aws ecs run-task --cluster "
                        + task.arn().cluster().name() + " --task-definition "
                        + task.spec().taskDefinition().familyAndRevision() + " --network-configuration "
                        + configuration(task.spec().network()));
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
