package dev.kecs.engine.kubernetes.k3d;

import dev.kecs.engine.kubernetes.image.DockerImage;
import dev.kecs.engine.kubernetes.program.ProgramException;
import dev.kecs.engine.kubernetes.program.Programs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What is asked of the Docker engine, by its CLI: it knows where the engine is. Stateless.
record Docker(Programs programs) {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    String run(String... arguments) throws ProgramException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(Arrays.asList(arguments));
        return programs.run(command, LIMIT);
    }

    /// Containers with a label, stopped ones included.
    ///
    /// @param format Go's template for each
    List<String> containers(String label, String format) throws ProgramException, InterruptedException {
        return lines(run("ps", "--all", "--no-trunc", "--filter", "label=" + label, "--format", format));
    }

    /// Where a container's port is published on this host; empty when it is not, or the container is stopped.
    Optional<String> published(String container, String port) throws ProgramException, InterruptedException {
        String all = run("port", container, port);
        return lines(all).stream().findFirst();
    }

    /// A container's address in its network; empty when it does not run.
    Optional<String> address(String container) throws ProgramException, InterruptedException {
        String format = "{{range .NetworkSettings.Networks}}{{println .IPAddress}}{{end}}";
        return lines(run("inspect", "--type", "container", "--format", format, container)).stream()
                .findFirst();
    }

    boolean hasImage(String image) throws InterruptedException {
        return DockerImage.isThere(programs, image);
    }

    /// This host's address in a network: the bridge's own (IPv4). Empty when it has none.
    Optional<String> gateway(String network) throws ProgramException, InterruptedException {
        String all =
                run("network", "inspect", "--format", "{{range .IPAM.Config}}{{println .Gateway}}{{end}}", network);
        return lines(all).stream()
                .filter(address -> address.matches("\\d+(\\.\\d+){3}"))
                .findFirst();
    }

    static List<String> lines(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }
}
