package dev.kecs.emulator.run;

import dev.kecs.emulator.EmulatorKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// What an emulator leaves in the instance's directory.
///
/// @param directory made when missing; its working directory, and the owner of its port
public record EmulatorFiles(Path directory) {
    public EmulatorFiles {
        directory = directory.toAbsolutePath();
    }

    /// What it and the program that runs it print; begun anew at every start.
    Path log() {
        return directory.resolve("emulator.log");
    }

    /// Which kind may run: written before it is started, gone when none is left.
    private Path kind() {
        return directory.resolve("kind");
    }

    /// Process id and port of an emulator that is a process; written by that process itself.
    Path process() {
        return directory.resolve("process");
    }

    /// The name of a volume in Docker that outlives its container: written before it is made, gone with it.
    private Path volume() {
        return directory.resolve("volume");
    }

    /// Empty when there is no volume.
    Optional<String> recordedVolume() throws IOException {
        try {
            return Optional.of(Files.readString(volume()).strip());
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    void recordVolume(String name) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(volume(), name + "\n");
    }

    void clearVolume() throws IOException {
        Files.deleteIfExists(volume());
    }

    Optional<EmulatorKind> recorded() throws IOException {
        try {
            return EmulatorKind.of(Files.readString(kind()).strip());
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    void record(EmulatorKind kind) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(kind(), kind.word() + "\n");
    }

    void clear() throws IOException {
        Files.deleteIfExists(process());
        Files.deleteIfExists(kind());
    }

    /// A new, empty log: one that an older follower may still write to is left to it.
    Path newLog() throws IOException {
        Files.createDirectories(directory);
        Files.deleteIfExists(log());
        return log();
    }
}
