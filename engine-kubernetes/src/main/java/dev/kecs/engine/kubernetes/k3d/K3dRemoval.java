package dev.kecs.engine.kubernetes.k3d;

import dev.kecs.engine.kubernetes.program.ProgramException;
import dev.kecs.engine.kubernetes.program.Programs;
import java.util.List;

/// Takes everything away that belongs to a Kubernetes cluster. Stateless.
record K3dRemoval(K3dSettings settings, Programs programs, K3d k3d, Docker docker, HostPorts hostPorts) {
    /// k3d finds a cluster by its nodes; what it made before them, and a killed one has left, is removed by name.
    void remove(K3dName name) throws ProgramException, InterruptedException {
        k3d.endLeftOverEdit(name.loadBalancer());
        programs.endLeftOver(List.of("k3d", "cluster", "create", name.value()));
        k3d.delete(name);
        for (String left : docker.containers("k3d.cluster=" + name, "{{.ID}}")) {
            docker.run("rm", "--force", "--volumes", left);
        }
        if (listed(docker.run("network", "ls", "--format", "{{.Name}}"), name.prefixed())) {
            docker.run("network", "rm", name.prefixed());
        }
        if (listed(docker.run("volume", "ls", "--format", "{{.Name}}"), name.imageVolume())) {
            docker.run("volume", "rm", name.imageVolume());
        }
        KubeconfigFile.of(settings, name).delete();
        hostPorts.releaseAll(name);
    }

    private static boolean listed(String names, String name) {
        return Docker.lines(names).contains(name);
    }
}
