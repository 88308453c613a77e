package dev.kecs.cli.doctor;

import java.nio.file.Files;
import java.nio.file.Path;

/// Whether a program is installed.
///
/// @param name the program's file name
/// @param path the variable `PATH`
/// @param otherwise how much it matters when it is absent
record ProgramCheck(String name, String path, Severity otherwise, String advice) implements Check {

    @Override
    public Finding look() {
        for (String folder : path.split(":", -1)) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, name))) {
                return Finding.ok(name, Path.of(folder, name).toString());
            }
        }
        return otherwise.finding(name, "not found on the PATH", advice);
    }
}
