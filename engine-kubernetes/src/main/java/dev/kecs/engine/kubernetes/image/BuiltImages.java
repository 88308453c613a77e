package dev.kecs.engine.kubernetes.image;

import dev.kecs.ecs.engine.EngineException;
import dev.kecs.engine.kubernetes.program.ProgramException;

/// Makes images that no registry has. Called from any thread.
public interface BuiltImages {
    /// Makes none.
    BuiltImages NONE = new BuiltImages() {
        @Override
        public boolean builds(String image) {
            return false;
        }

        @Override
        public void build(String image) {
            throw new EngineException("Image " + image + " is not made here");
        }
    };

    /// Whether [#build] can be asked for it.
    boolean builds(String image);

    /// Makes the image in Docker, under the name that was asked for, however long that takes; unless it is there by
    /// now, because somebody else has asked at the same time.
    ///
    /// @throws EngineException when this machine does not have what it is made of
    void build(String image) throws ProgramException, InterruptedException;
}
