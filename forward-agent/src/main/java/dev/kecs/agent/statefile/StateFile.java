package dev.kecs.agent.statefile;

import dev.kecs.protocol.forward.ForwardView;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// `state.yaml`: what was observed, for people and for the time after a crash; nothing depends on it. Used by one
/// thread at a time.
public final class StateFile {
    private final YAMLMapper yaml = new YAMLMapper();
    private final Path file;
    private @Nullable State written;

    public StateFile(Path file) {
        this.file = file;
    }

    /// The file's shape.
    record State(String version, List<ForwardView> forwards) {
        State {
            forwards = List.copyOf(forwards);
        }
    }

    /// Writes unless nothing has changed.
    public void write(List<ForwardView> forwards) throws IOException {
        State state = new State("1", forwards);
        if (!state.equals(written)) {
            WholeFile.write(file, yaml.writeValueAsBytes(state), false);
            written = state;
        }
    }
}
