package dev.kecs.agent.statefile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// `config.yaml`: the forwards that are wanted. Used by one thread at a time, in the process that holds the lock.
public final class ConfigFile {
    private static final String VERSION = "1";
    private final YAMLMapper yaml = new YAMLMapper();
    private final Path file;
    private final InstantSource clock;

    public ConfigFile(Path file, InstantSource clock) {
        this.file = file;
        this.clock = clock;
    }

    /// The file's shape.
    record Config(String version, List<WantedForward> forwards) {
        Config {
            if (!VERSION.equals(version)) {
                throw new IllegalArgumentException("version must be \"" + VERSION + "\", not " + version);
            }
            forwards = List.copyOf(Objects.requireNonNull(forwards, "forwards"));
        }
    }

    /// What is wanted; nothing when there is no file. A file that cannot be understood is set aside under a name that
    /// tells when, and never lost.
    ///
    /// @param problems told in one sentence when a file was set aside
    public List<WantedForward> read(Consumer<String> problems) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            return yaml.readValue(Files.readAllBytes(file), Config.class).forwards();
        } catch (JacksonException e) {
            Path aside = file.resolveSibling("config.broken-" + clock.millis() + ".yaml");
            Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
            problems.accept(file + " cannot be understood and was kept as " + aside + ": " + e.getMessage());
            return List.of();
        }
    }

    /// Durable when it returns.
    public void write(List<WantedForward> forwards) throws IOException {
        WholeFile.write(file, yaml.writeValueAsBytes(new Config(VERSION, forwards)), true);
    }
}
