package dev.kecs.server.engine;

import dev.kecs.ecs.engine.TaskEngine;
import dev.kecs.engine.process.ProcessEngine;
import dev.kecs.engine.process.ProcessSettings;
import dev.kecs.engine.process.Surroundings;
import dev.kecs.engine.process.image.ImageRule;
import dev.kecs.engine.process.image.Images;
import dev.kecs.hostports.AddressLeases;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Builds the engine `process`.
final class Processes {
    private Processes() {}

    static TaskEngine engine(Engines from, AddressLeases leases, Surroundings surroundings) throws IOException {
        return new ProcessEngine(
                new ProcessSettings(from.paths().tasks(), images(from), leases, surroundings, from.clock()));
    }

    /// The user's rules come before those built in.
    private static Images images(Engines from) {
        String echo = from.distribution().resolve("bin/kecs-echo").toString();
        List<ImageRule> rules = new ArrayList<>(from.chosen().images());
        for (String name : List.of("kecs/echo", "kecs/echo:*")) {
            rules.add(new ImageRule(name, List.of(echo), Optional.empty(), Map.of(), ImageRule.Bind.TASK));
        }
        return new Images(rules);
    }
}
