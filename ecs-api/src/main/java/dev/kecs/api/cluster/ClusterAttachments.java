package dev.kecs.api.cluster;

import dev.kecs.ecs.cluster.Cluster;
import dev.kecs.ecs.cluster.ClusterStatus;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Attachment;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;

/// What KECS knows of a cluster that ECS has no member for, in the shape in which ECS shows what belongs to a
/// cluster's capacity providers (source: the ECS API reference, `Cluster`, `attachments`): how far its creation
/// or removal is, and the port of its Traefik.
record ClusterAttachments(Cluster cluster) {
    List<Attachment> all() {
        List<Attachment> all = new ArrayList<>();
        if (!cluster.statusReason().isEmpty()) {
            all.add(attachment("kecs_progress", List.of(detail("statusReason", cluster.statusReason()))));
        }
        cluster.ingressPort()
                .ifPresent(port -> all.add(attachment(
                        "kecs_traefik",
                        List.of(detail("port", Integer.toString(port)), detail("url", "http://localhost:" + port)))));
        return all;
    }

    /// One of ECS's three values; null where there is no attachment.
    @Nullable String status() {
        if (all().isEmpty()) {
            return null;
        }
        return switch (cluster.status()) {
            case PROVISIONING, DEPROVISIONING -> "UPDATE_IN_PROGRESS";
            case FAILED -> "UPDATE_FAILED";
            case ACTIVE, INACTIVE -> "UPDATE_COMPLETE";
        };
    }

    private Attachment attachment(String type, List<KeyValuePair> details) {
        return Attachment.builder()
                .id(cluster.arn().name() + "/" + type)
                .type(type)
                .status(
                        cluster.status() == ClusterStatus.ACTIVE
                                ? "CREATED"
                                : cluster.status().name())
                .details(details)
                .build();
    }

    private static KeyValuePair detail(String name, String value) {
        return KeyValuePair.builder().name(name).value(value).build();
    }
}
