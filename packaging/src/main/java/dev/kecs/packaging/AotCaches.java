package dev.kecs.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Records what an application loads in a training run, and makes its AOT cache from the record.
///
/// Both steps use the launcher's own flags and class path: a cache made with others would be refused.
///
/// @param dist the image's root
/// @param libraries where the jars are and the caches go
/// @param records folder for the records, outside the image
record AotCaches(Path dist, Libraries libraries, Path records) {

    /// The training run's command line.
    ///
    /// @param arguments system properties, the main class and its arguments
    List<String> training(Placed application, List<String> arguments) throws IOException {
        Files.createDirectories(records);
        Path record = record(application);
        Files.deleteIfExists(record);
        List<String> command = java(application);
        command.add("-XX:AOTMode=record");
        command.add("-XX:AOTConfiguration=" + record);
        command.addAll(List.of("-cp", application.classPath(libraries.folder())));
        command.add("-Dkecs.dist=" + dist);
        command.addAll(arguments);
        return command;
    }

    /// Makes the cache once the training run has ended.
    void create(Placed application) throws IOException, InterruptedException {
        Path record = record(application);
        if (!Files.exists(record)) {
            throw new IOException(
                    "the training run of " + application.application().launcher() + " left no record");
        }
        Path cache = libraries.folder().resolve(application.application().cache());
        List<String> command = java(application);
        command.add("-XX:AOTMode=create");
        command.add("-XX:AOTConfiguration=" + record);
        command.add("-XX:AOTCache=" + cache);
        command.addAll(List.of("-cp", application.classPath(libraries.folder())));
        String output = ExternalCommand.run(command);
        if (!Files.exists(cache)) {
            throw new IOException("no " + cache + " from " + String.join(" ", command) + "\n" + output);
        }
        Files.delete(record);
    }

    boolean complete(List<Placed> applications) {
        return applications.stream()
                .allMatch(placed -> Files.exists(
                        libraries.folder().resolve(placed.application().cache())));
    }

    private List<String> java(Placed application) {
        List<String> command = new ArrayList<>();
        command.add(dist.resolve("runtime/bin/java").toString());
        command.addAll(application.application().flags());
        return command;
    }

    private Path record(Placed application) {
        return records.resolve(application.application().launcher() + ".aotconf");
    }
}
