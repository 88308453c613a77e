package dev.kecs.api.task;

import dev.kecs.ecs.engine.PortBinding;
import dev.kecs.ecs.task.Task;
import dev.kecs.ecs.task.TaskState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.ecs.model.Attachment;
import software.amazon.awssdk.services.ecs.model.AwsVpcConfiguration;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.NetworkInterface;

/// The elastic network interface that ECS shows for a task in network mode awsvpc: the address is where the
/// task is reached, the ids are derived from the task's own, and stay the same as long as it is known.
///
/// @param address empty until the engine knows it
record TaskInterface(Task task, String subnet, Optional<String> address) {
    private static final int DIGITS_OF_INTERFACE = 17;

    /// Empty for a task without an interface of its own.
    static Optional<TaskInterface> of(Task task) {
        return task.spec()
                .network()
                .flatMap(network -> Optional.ofNullable(network.awsvpcConfiguration()))
                .map(vpc -> new TaskInterface(
                        task,
                        subnet(vpc),
                        task.observed().bindings().stream()
                                .map(PortBinding::address)
                                .findFirst()));
    }

    private static String subnet(AwsVpcConfiguration vpc) {
        return vpc.subnets().isEmpty() ? "" : vpc.subnets().getFirst();
    }

    Attachment attachment() {
        List<KeyValuePair> details = new ArrayList<>();
        details.add(detail("subnetId", subnet));
        details.add(detail("networkInterfaceId", "eni-" + task.arn().id().substring(0, DIGITS_OF_INTERFACE)));
        details.add(detail("macAddress", macAddress()));
        address.ifPresent(known -> details.add(detail("privateIPv4Address", known)));
        return Attachment.builder()
                .id(id())
                .type("ElasticNetworkInterface")
                .status(status())
                .details(details)
                .build();
    }

    /// As each container shows it; empty until the address is known.
    Optional<NetworkInterface> ofContainer() {
        return address.map(known -> NetworkInterface.builder()
                .attachmentId(id())
                .privateIpv4Address(known)
                .build());
    }

    private String status() {
        if (task.observed().state() instanceof TaskState.Stopped) {
            return "DELETED";
        }
        return address.isPresent() ? "ATTACHED" : "PRECREATED";
    }

    private String id() {
        return UUID.nameUUIDFromBytes(("interface of " + task.arn()).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /// Locally administered (IEEE 802), from the task's id.
    private String macAddress() {
        StringBuilder mac = new StringBuilder("0a");
        for (int i = 0; i < 10; i += 2) {
            mac.append(':').append(task.arn().id(), i, i + 2);
        }
        return mac.toString();
    }

    private static KeyValuePair detail(String name, String value) {
        return KeyValuePair.builder().name(name).value(value).build();
    }
}
