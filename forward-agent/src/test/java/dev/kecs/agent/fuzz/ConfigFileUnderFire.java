package dev.kecs.agent.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.agent.statefile.ConfigFile;
import dev.kecs.agent.statefile.WantedForward;
import dev.kecs.testkit.fuzz.FilesUnderFire;
import dev.kecs.testkit.fuzz.Tree;
import dev.kecs.testkit.rpc.RecordKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// A `config.yaml` of any content is either understood, or set aside byte for byte with a message while the last good
/// one counts.
final class ConfigFileUnderFire {
    static final String GOOD = """
            version: "1"
            forwards:
            - id: pf-00000001
              request:
                name: web
                target: {type: service, cluster: demo, service: web}
                ports: [{localPort: 0, targetPort: 80, protocol: tcp}]
                addresses: [127.0.0.1]
                options:
                  autoReconnect: true
                  holdMillis: 30000
                  maxHeld: 1000
                  maxConnections: 0
                  idleTimeoutMillis: 0
                  onConflict: fail
                  restore: always
                origin: /a/port-forward.yaml
              localPorts: [18080]
              paused: false
            - id: pf-00000002
              request: {name: one, target: {type: task, cluster: demo, task: 0f9de17a}}
              localPorts: [5353/udp]
              paused: true
            - id: pf-00000003
              request: {name: two, target: {type: tags, cluster: demo, tags: {a: b}, strict: true}}
              localPorts: [18081]
              paused: false
            """;
    private static final String LAST = """
            version: "1"
            forwards:
            - {id: pf-9, request: {name: last, target: {type: service, cluster: c, service: s}}, localPorts: [9], paused: false}
            """;

    private final Path directory;
    private final Path file;
    private final ConfigFile config;
    private long now;

    ConfigFileUnderFire(Path directory) {
        this.directory = directory;
        this.file = directory.resolve("config.yaml");
        this.config = new ConfigFile(file, () -> Instant.ofEpochMilli(now));
    }

    static List<Tree> valid() {
        return List.of(GOOD, LAST, "{version: '1', forwards: []}").stream()
                .map(text -> Tree.of(new YAMLMapper().readValue(text, Object.class)))
                .toList();
    }

    void run(int count) {
        Set<String> keys =
                RecordKeys.of(WantedForward.class, "forwards").stream().collect(Collectors.toSet());
        keys.addAll(Set.of("version", "forwards"));
        new FilesUnderFire("config.yaml", keys, valid()).run(count, this::takes);
    }

    private boolean takes(byte[] content) throws IOException {
        Files.write(file, content);
        Files.writeString(directory.resolve("config.last.yaml"), LAST);
        now++;
        List<String> problems = new ArrayList<>();
        List<WantedForward> read = config.read(problems::add);
        if (problems.isEmpty()) {
            return true;
        }
        Path aside = directory.resolve("config.broken-" + now + ".yaml");
        assertThat(aside).hasBinaryContent(content);
        assertThat(problems)
                .singleElement()
                .asString()
                .contains(aside.toString())
                .doesNotContain("\n");
        assertThat(read).extracting(WantedForward::name).containsExactly("last");
        Files.delete(aside);
        return false;
    }
}
