package dev.kecs.engine.kubernetes.pod;

import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.KernelCapabilities;
import software.amazon.awssdk.services.ecs.model.LinuxParameters;

/// What a container may do: its user, capabilities, and whether it may write to its own root.
final class Security {
    /// `uid` or `uid:gid`; names are known inside the image only, where Kubernetes does not look.
    private static final Pattern NUMERIC_USER = Pattern.compile("(\\d+)(?::(\\d+))?");

    private Security() {}

    static SecurityContext of(ContainerDefinition container) {
        SecurityContextBuilder security = new SecurityContextBuilder();
        Optional.ofNullable(container.privileged())
                .filter(Boolean::booleanValue)
                .ifPresent(security::withPrivileged);
        Optional.ofNullable(container.readonlyRootFilesystem()).ifPresent(security::withReadOnlyRootFilesystem);
        Optional.ofNullable(container.user())
                .map(NUMERIC_USER::matcher)
                .filter(Matcher::matches)
                .ifPresent(user -> {
                    security.withRunAsUser(Long.parseLong(user.group(1)));
                    Optional.ofNullable(user.group(2)).map(Long::parseLong).ifPresent(security::withRunAsGroup);
                });
        Optional<KernelCapabilities> capabilities =
                Optional.ofNullable(container.linuxParameters()).map(LinuxParameters::capabilities);
        List<String> add = capabilities.map(KernelCapabilities::add).orElse(List.of());
        List<String> drop = capabilities.map(KernelCapabilities::drop).orElse(List.of());
        if (!add.isEmpty() || !drop.isEmpty()) {
            security.withNewCapabilities().withAdd(add).withDrop(drop).endCapabilities();
        }
        return security.build();
    }

    static boolean isNumeric(String user) {
        return NUMERIC_USER.matcher(user).matches();
    }
}
