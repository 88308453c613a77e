package dev.kecs.engine.kubernetes.image;

import dev.kecs.engine.kubernetes.program.ProgramException;
import dev.kecs.engine.kubernetes.program.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The system's libraries that programs need, their loader among them.
///
/// @param files absolute, under the names by which they are asked for
record SharedLibraries(Set<Path> files) {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /// `libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x…)`, and the loader's `/lib64/ld-linux-x86-64.so.2 (0x…)`
    /// (source: ldd(1)).
    private static final Pattern LINE = Pattern.compile("(?m)^\\s+(?:\\S+ => )?(/\\S+) \\(0x[0-9a-f]+\\)$");

    SharedLibraries {
        files = Set.copyOf(files);
    }

    /// Those of `bin/java` and of all libraries in a Java runtime; its own are not among them.
    static SharedLibraries neededBy(Path runtime, Programs programs)
            throws IOException, ProgramException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("ldd", runtime.resolve("bin/java").toString()));
        try (Stream<Path> all = Files.walk(runtime.resolve("lib"))) {
            all.map(Path::toString)
                    .filter(name -> name.endsWith(".so"))
                    .sorted()
                    .forEach(command::add);
        }
        return told(programs.run(command, LIMIT), runtime);
    }

    static SharedLibraries told(String text, Path runtime) {
        Set<Path> found = new TreeSet<>();
        Matcher lines = LINE.matcher(text);
        while (lines.find()) {
            Path file = Path.of(lines.group(1)).normalize();
            if (!file.startsWith(runtime.toAbsolutePath().normalize())) {
                found.add(file);
            }
        }
        return new SharedLibraries(found);
    }

    /// Where the loader has to look.
    Set<String> directories() {
        Set<String> directories = new TreeSet<>();
        files.forEach(file -> directories.add(file.resolveSibling("").toString()));
        return directories;
    }
}
