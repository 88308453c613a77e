package dev.kecs.protocol.paths;

import java.io.IOException;
import java.nio.file.Path;

/// Where an instance keeps what it keeps.
///
/// @param directory `$KECS_HOME/instances/<name>`
public record InstancePaths(InstanceName name, Path directory) {

    public static InstancePaths of(Path kecsHome, InstanceName name) {
        return new InstancePaths(
                name, kecsHome.toAbsolutePath().normalize().resolve("instances").resolve(name.value()));
    }

    /// Makes the instance's directories where they are missing, readable by their owner only.
    public void create() throws IOException {
        PrivateDirectory.create(directory);
        PrivateDirectory.create(forwards().logs());
    }

    /// The user's settings: images, allowed hosts, account id. Optional.
    public Path settings() {
        return directory.resolve("kecs.yaml");
    }

    /// What `kecs start` remembers: API port, engine, bind address.
    public Path choices() {
        return directory.resolve("instance.json");
    }

    /// Locked exclusively for the whole life of the server.
    public Path serverLock() {
        return directory.resolve("server.lock");
    }

    public Path serverPid() {
        return directory.resolve("server.pid");
    }

    public Path serverLog() {
        return directory.resolve("server.log");
    }

    public SocketPath controlSocket() {
        return new SocketPath(directory.resolve("control.sock"));
    }

    public Path database() {
        return directory.resolve("kecs.duckdb");
    }

    /// Holds one directory per task.
    public Path tasks() {
        return directory.resolve("tasks");
    }

    /// What an AWS emulator keeps; its file `kind` is there while one may run.
    public Path awsEmulator() {
        return directory.resolve("aws-emulator");
    }

    /// Holds one directory per cluster with a leased ingress port: the lease lasts as long as that.
    public Path ingressPorts() {
        return directory.resolve("ingress-ports");
    }

    /// Which Kubernetes cluster the engine `kubernetes` uses, and the mark on all that it makes there.
    public Path kubernetes() {
        return directory.resolve("kubernetes.json");
    }

    public ForwardPaths forwards() {
        return new ForwardPaths(directory.resolve("port-forwards"));
    }
}
