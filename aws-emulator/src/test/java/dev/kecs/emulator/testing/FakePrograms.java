package dev.kecs.emulator.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/// A directory of programs that stand for installed ones.
///
/// @param directory what the `PATH` of [#environment] begins with
public record FakePrograms(Path directory) {
    public static FakePrograms in(Path parent) throws IOException {
        return new FakePrograms(Files.createDirectories(parent.resolve("bin")));
    }

    public Map<String, String> environment() {
        return Map.of("PATH", directory + ":/usr/bin:/bin");
    }

    public void script(String name, String text) throws IOException {
        Path file = Files.writeString(directory.resolve(name), "#!/bin/sh\n" + text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    /// [FakeMoto] as `moto_server`.
    public void moto() throws IOException {
        script(
                "moto_server",
                "CLASSPATH='" + System.getProperty("java.class.path") + "' exec '"
                        + ProcessHandle.current().info().command().orElseThrow()
                        + "' -Dprogram=moto_server -Xmx64m " + FakeMoto.class.getName() + " \"$@\"\n");
    }

    /// A `docker` that knows one container at most. Its state and every command line are files in the directory.
    ///
    /// @param port where what stands for the emulator listens
    public void docker(int port) throws IOException {
        script("docker", """
                here='%s'
                printf '%%s\\n' "$*" >> "$here/commands"
                case "$1" in
                  ps) if [ -e "$here/container" ]; then cat "$here/container"; fi ;;
                  image) [ -e "$here/image" ] ;;
                  pull) if [ -e "$here/refuse" ]; then echo "no such host"; exit 1; fi; touch "$here/image" ;;
                  run) for word; do case "$word" in dev.kecs.aws-emulator=*) label=${word#*=} ;; esac; done
                    printf 'running\\t%%s\\n' "$label" > "$here/container"; echo 0123 ;;
                  port) echo "127.0.0.1:%d" ;;
                  logs) echo "said by the container"; while [ -e "$here/container" ]; do sleep 0.05; done ;;
                  stop | volume) ;;
                  rm) rm -f "$here/container" ;;
                  *) echo "unknown: $*" >&2; exit 2 ;;
                esac
                """.formatted(directory, port));
    }

    public List<String> dockerCommands() throws IOException {
        return Files.readAllLines(directory.resolve("commands"));
    }
}
