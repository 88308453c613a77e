package dev.kecs.engine.process.task;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/// `tasks/<task id>`: `task.json` and a directory for each container.
public record TaskDirectory(Path path) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// Every task directory below `parent`.
    public static List<TaskDirectory> below(Path parent) throws IOException {
        List<TaskDirectory> found = new ArrayList<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(parent, Files::isDirectory)) {
            for (Path child : children) {
                found.add(new TaskDirectory(child));
            }
        }
        return found;
    }

    public Path container(String name) {
        return path.resolve(name);
    }

    /// Whether the plan was written: a directory without one belongs to a launch that was cut short before it
    /// started anything.
    public boolean hasPlan() {
        return Files.exists(planFile());
    }

    public TaskPlan readPlan() throws IOException {
        return JSON.readValue(Files.readAllBytes(planFile()), TaskPlan.class);
    }

    /// Writes the plan so that it is there whole or not at all.
    public void writePlan(TaskPlan plan) throws IOException {
        Path partial = path.resolve("task.json.partial");
        Files.write(partial, JSON.writeValueAsBytes(plan));
        try (FileChannel channel = FileChannel.open(partial, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(partial, planFile(), StandardCopyOption.ATOMIC_MOVE);
    }

    public void delete() throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
                Files.deleteIfExists(each);
            }
        }
    }

    private Path planFile() {
        return path.resolve("task.json");
    }
}
