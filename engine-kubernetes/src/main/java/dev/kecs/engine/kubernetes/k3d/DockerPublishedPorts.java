package dev.kecs.engine.kubernetes.k3d;

import dev.kecs.engine.kubernetes.program.ProgramException;
import dev.kecs.engine.kubernetes.program.Programs;
import dev.kecs.hostports.PublishedPorts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ports that containers publish, or will when they are started again. Knows none where Docker does not answer:
/// then nothing can be published there either.
public record DockerPublishedPorts(Programs programs) implements PublishedPorts {
    private static final Logger LOG = LoggerFactory.getLogger(DockerPublishedPorts.class);
    private static final Pattern HOST_PORT = Pattern.compile("\"HostPort\":\"(\\d+)\"");
    private static final String FORMAT =
            "{{.Name}}\t{{.State.Status}}\t{{json .HostConfig.PortBindings}}\t{{json .NetworkSettings.Ports}}";

    @Override
    public Map<Integer, String> now() {
        try {
            return read(new Docker(programs));
        } catch (ProgramException silent) {
            LOG.info("What Docker publishes is not known: {}", silent.getMessage());
            return Map.of();
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            return Map.of();
        }
    }

    private static Map<Integer, String> read(Docker docker) throws ProgramException, InterruptedException {
        List<String> ids = Docker.lines(docker.run("ps", "--all", "--quiet", "--no-trunc"));
        if (ids.isEmpty()) {
            return Map.of();
        }
        List<String> inspection = new ArrayList<>(List.of("inspect", "--type", "container", "--format", FORMAT));
        inspection.addAll(ids);
        Map<Integer, String> found = new TreeMap<>();
        for (String line : Docker.lines(inspected(docker, inspection))) {
            String[] parts = line.split("\t", 3);
            String name = parts[0].startsWith("/") ? parts[0].substring(1) : parts[0];
            Matcher ports = HOST_PORT.matcher(parts[2]);
            while (ports.find()) {
                found.putIfAbsent(
                        Integer.parseInt(ports.group(1)),
                        "container " + name + (parts[1].equals("running") ? "" : " (" + parts[1] + ")"));
            }
        }
        found.remove(0);
        return found;
    }

    /// A container that went since it was listed fails the whole command, which has told of the others.
    private static String inspected(Docker docker, List<String> inspection)
            throws ProgramException, InterruptedException {
        try {
            return docker.run(inspection.toArray(String[]::new));
        } catch (ProgramException gone) {
            if (gone.output().contains("No such")) {
                return gone.output().lines().filter(line -> line.contains("\t")).reduce("", (a, b) -> a + "\n" + b);
            }
            throw gone;
        }
    }
}
