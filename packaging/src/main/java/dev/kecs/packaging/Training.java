package dev.kecs.packaging;

import java.io.IOException;
import java.util.List;

/// Runs each application as users do, records what it loads, and makes the AOT caches from the records.
final class Training {

    private final AotCaches caches;
    private final List<Placed> applications;

    Training(AotCaches caches, List<Placed> applications) {
        this.caches = caches;
        this.applications = applications;
    }

    void run() throws IOException, InterruptedException {
        Placed cli = applications.getFirst();
        ExternalCommand.run(caches.training(
                cli,
                List.of(
                        "-Dkecs.rehearsal=true",
                        "dev.kecs.cli.Main",
                        "version",
                        ";",
                        "version",
                        "-o",
                        "json",
                        ";",
                        "version",
                        "--help")));
        for (Placed application : applications) {
            caches.create(application);
        }
    }
}
