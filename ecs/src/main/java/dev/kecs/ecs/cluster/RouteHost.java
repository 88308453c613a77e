package dev.kecs.ecs.cluster;

import dev.kecs.ecs.name.ServiceArn;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The host names under which services are reached at their cluster's ingress port. Names below `.localhost` are
/// this host's everywhere (RFC 6761, section 6.3).
public final class RouteHost {
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

    private RouteHost() {}

    /// `<service>.<cluster>.localhost`, in lower case, with `-` for `_`; empty when that is no host name: one part
    /// is longer than 63 characters, or begins or ends with a hyphen.
    public static Optional<String> of(ServiceArn service) {
        String name = label(service.name());
        String cluster = label(service.cluster().name());
        return LABEL.matcher(name).matches() && LABEL.matcher(cluster).matches()
                ? Optional.of(name + "." + cluster + ".localhost")
                : Optional.empty();
    }

    private static String label(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
