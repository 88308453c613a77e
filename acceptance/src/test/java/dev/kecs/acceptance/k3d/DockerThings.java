package dev.kecs.acceptance.k3d;

import dev.kecs.acceptance.product.Shell;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;

/// What Docker has. Others may make and remove things of theirs meanwhile.
///
/// @param containers by name, stopped ones too
/// @param networks by name
/// @param volumes by name
record DockerThings(Set<String> containers, Set<String> networks, Set<String> volumes) {
    /// What the names of all begin with that the instance makes.
    static final String OWN = "k3d-kecs-acceptance-";

    static DockerThings now() throws IOException, InterruptedException {
        return new DockerThings(
                Shell.lines("docker", "ps", "--all", "--format", "{{.Names}}"),
                Shell.lines("docker", "network", "ls", "--format", "{{.Name}}"),
                Shell.lines("docker", "volume", "ls", "--format", "{{.Name}}"));
    }

    /// What is there now, was not there then, and is nobody else's: a volume without a name is that of whoever uses it.
    static Set<String> leftSince(DockerThings then) throws IOException, InterruptedException {
        DockerThings now = now();
        Set<String> left = new TreeSet<>();
        now.containers().stream().filter(name -> name.startsWith(OWN)).forEach(left::add);
        now.networks().stream().filter(name -> name.startsWith(OWN)).forEach(left::add);
        for (String volume : now.volumes()) {
            if (!then.volumes().contains(volume)
                    && Shell.run("docker", "ps", "--all", "--quiet", "--filter", "volume=" + volume)
                            .isBlank()) {
                left.add(volume);
            }
        }
        return left;
    }

    /// The states of the instance's containers, without repetition.
    static Set<String> statesOfOwn() throws IOException, InterruptedException {
        return Shell.lines("docker", "ps", "--all", "--filter", "name=^" + OWN, "--format", "{{.State}}");
    }
}
