package dev.kecs.engine.process;

import dev.kecs.ecs.engine.environment.SecretSource;
import dev.kecs.engine.process.image.ImageRule;
import dev.kecs.engine.process.image.Images;
import dev.kecs.hostports.AddressLeases;
import dev.kecs.hostports.LeaseDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// An engine that knows the images `test/sh` and `test/any`, both `/bin/sh -c`.
///
/// @param home where it keeps its tasks and leases
record TestEngine(Path home) {
    ProcessEngine start(SecretSource secrets) throws IOException {
        return new ProcessEngine(new ProcessSettings(
                home.resolve("tasks"),
                new Images(List.of(shell("test/sh", ImageRule.Bind.TASK), shell("test/any", ImageRule.Bind.ANY))),
                new AddressLeases(new LeaseDirectory(home.resolve("leases")), new Random()),
                new Surroundings(
                        System.getenv(),
                        (task, container) -> Optional.of("http://127.0.0.1:1/v4/" + task.id() + "-" + container),
                        (task, environment) -> Map.of("AWS_ENDPOINT_URL", "http://127.0.0.1:2"),
                        secrets),
                InstantSource.system()));
    }

    private static ImageRule shell(String image, ImageRule.Bind bind) {
        return new ImageRule(image, List.of("/bin/sh", "-c"), Optional.empty(), Map.of(), bind);
    }
}
