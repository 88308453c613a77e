package dev.kecs.api.http;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Refuses requests whose `Host` header names another machine: a web page may resolve its own name to this
/// machine's address (DNS rebinding), and whoever reaches this API can run commands.
///
/// @param allowed further host names, lower case, without port
public record HostCheck(Set<String> allowed) {
    /// The third is what tasks that are pods call this host; no page of the Internet has a name below `internal`.
    private static final List<String> LOCAL = List.of("localhost", "127.0.0.1", "kecs.internal", "[::1]");

    public HostCheck {
        allowed = Set.copyOf(allowed);
    }

    /// Whether a request may come from there; one without the header does not come from a web page.
    ///
    /// @param origin the header `Origin`: scheme, host and port of the page, or `null` for one that hides it
    boolean acceptsOrigin(@Nullable String origin) {
        return origin == null || accepts(origin.replaceFirst("^https?://", ""));
    }

    static String withoutPort(String header) {
        return header.replaceFirst(":\\d+$", "");
    }

    /// @param header the header `Host`
    public boolean accepts(@Nullable String header) {
        if (header == null) {
            return false;
        }
        String host = withoutPort(header).toLowerCase(Locale.ROOT);
        return LOCAL.contains(host)
                || host.endsWith(".localhost")
                || host.matches("127(\\.\\d{1,3}){3}")
                || allowed.contains(host);
    }
}
