package dev.kecs.cli.doctor;

import java.nio.file.Files;
import java.nio.file.Path;

/// Whether the program runs from a whole image.
record RuntimeCheck(String dist) implements Check {

    @Override
    public Finding look() {
        String runtime = "Java " + Runtime.version() + " at " + System.getProperty("java.home");
        if (dist.isEmpty()) {
            return Finding.fail(
                    "runtime", runtime + ", not from an image", "Run the bin/kecs of an unpacked archive, or ./kecs.");
        }
        for (String launcher : new String[] {"kecs-server", "kecs-agent", "kecs-echo"}) {
            if (!Files.isExecutable(Path.of(dist, "bin", launcher))) {
                return Finding.fail("runtime", dist + "/bin/" + launcher + " is missing", "Unpack the archive anew.");
            }
        }
        return Finding.ok("runtime", runtime);
    }
}
