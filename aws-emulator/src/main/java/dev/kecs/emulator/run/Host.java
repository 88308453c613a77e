package dev.kecs.emulator.run;

import dev.kecs.hostports.AddressLeases;
import java.nio.file.Path;
import java.util.Map;

/// The machine and the instance that an emulator runs for.
///
/// @param instance the instance's name
/// @param account twelve digits: whose resources all are
/// @param environment this process's own; programs are looked for on its `PATH`
public record Host(
        String instance, String account, EmulatorFiles files, AddressLeases leases, Map<String, String> environment) {
    public Host {
        environment = Map.copyOf(environment);
    }

    Path directory() {
        return files.directory();
    }
}
