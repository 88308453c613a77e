package dev.kecs.ecs.taskdefinition;

import dev.kecs.ecs.tag.Tags;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.AwsVpcConfiguration;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;

/// Whether tasks get an address that this host reaches.
public final class PublicIp {
    /// A task definition's tag that sets the default: `true` or `ENABLED` for yes (ADR-0026 puts the flag on
    /// the task definition).
    public static final String TAG = "kecs.dev/assign-public-ip";

    private PublicIp() {}

    /// What the network configuration says; where it says nothing, the task definition's tag; else no.
    public static boolean isWanted(Optional<NetworkConfiguration> network, Tags ofTaskDefinition) {
        return network.map(NetworkConfiguration::awsvpcConfiguration)
                .map(AwsVpcConfiguration::assignPublicIp)
                .map(AssignPublicIp.ENABLED::equals)
                .orElseGet(() -> ofTaskDefinition
                        .value(TAG)
                        .map(value -> value.toUpperCase(Locale.ROOT))
                        .filter(value -> value.equals("TRUE") || value.equals("ENABLED"))
                        .isPresent());
    }
}
