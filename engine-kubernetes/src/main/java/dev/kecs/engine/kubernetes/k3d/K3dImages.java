package dev.kecs.engine.kubernetes.k3d;

import dev.kecs.engine.kubernetes.image.BuiltImages;
import dev.kecs.engine.kubernetes.program.ProgramException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Brings images of this machine into Kubernetes clusters. Stateless.
record K3dImages(K3d k3d, Docker docker, BuiltImages built) {
    /// Those that this machine's Docker has, or that are made here; the others are left to be pulled.
    ///
    /// @return those that were brought
    List<String> bring(K3dName name, Collection<String> images) throws ProgramException, InterruptedException {
        List<String> local = new ArrayList<>();
        for (String image : images) {
            if (docker.hasImage(image)) {
                local.add(image);
            } else if (built.builds(image)) {
                built.build(image);
                local.add(image);
            }
        }
        if (!local.isEmpty()) {
            k3d.importImages(name, local);
        }
        return local;
    }
}
