package dev.kecs.engine.kubernetes.reach;

/// A port of this host's loopback address that leads to a node port of a Kubernetes cluster, whether or not anything
/// is behind that.
///
/// @param hostPort at 127.0.0.1
/// @param protocol `tcp` or `udp`
public record PublishedPort(int hostPort, int nodePort, String protocol) {
    /// Where all of them are.
    public static final String ADDRESS = "127.0.0.1";
}
