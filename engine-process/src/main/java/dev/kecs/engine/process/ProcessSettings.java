package dev.kecs.engine.process;

import dev.kecs.engine.process.image.Images;
import dev.kecs.hostports.AddressLeases;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/// What the engine is given.
///
/// @param tasks the directory of the instance's tasks; it is made when missing
/// @param environment this process's own: programs inherit `PATH`, `HOME`, `LANG` and `TMPDIR` from it,
///     nothing else
public record ProcessSettings(
        Path tasks, Images images, AddressLeases leases, Map<String, String> environment, InstantSource clock) {
    public ProcessSettings {
        tasks = tasks.toAbsolutePath();
        environment = Map.copyOf(environment);
    }
}
