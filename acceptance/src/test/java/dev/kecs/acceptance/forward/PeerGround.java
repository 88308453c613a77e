package dev.kecs.acceptance.forward;

import dev.kecs.acceptance.product.Kecs;
import java.io.IOException;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;

/// What the tasks of [PeerServices] run on, and what others than KECS do to them there. Programs are named by their
/// mode, see [Peer].
public interface PeerGround {
    /// A started instance whose tasks run on it.
    Kecs start() throws IOException;

    /// A container, without a name, whose program listens at [PeerServices#PORT]; the mode `gate` ends as soon as it is
    /// let go.
    ContainerDefinition.Builder program(String mode);

    /// Ends a task's program, or whatever holds it.
    ///
    /// @return when it was gone, in [System#nanoTime]
    long kill(Kecs kecs, String task);

    /// Lets a container's program do what it waits for: listen, accept or end.
    void letGo(Kecs kecs, String task, String container) throws IOException;
}
