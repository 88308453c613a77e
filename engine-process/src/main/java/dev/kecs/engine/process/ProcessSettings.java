package dev.kecs.engine.process;

import dev.kecs.engine.process.image.Images;
import dev.kecs.hostports.AddressLeases;
import java.nio.file.Path;
import java.time.InstantSource;

/// What the engine is given.
///
/// @param tasks the directory of the instance's tasks; it is made when missing
public record ProcessSettings(
        Path tasks, Images images, AddressLeases leases, Surroundings surroundings, InstantSource clock) {
    public ProcessSettings {
        tasks = tasks.toAbsolutePath();
    }
}
