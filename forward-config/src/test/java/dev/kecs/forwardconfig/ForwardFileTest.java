package dev.kecs.forwardconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kecs.config.InvalidConfigException;
import dev.kecs.protocol.forward.ForwardOptions;
import dev.kecs.protocol.forward.ForwardRequest;
import dev.kecs.protocol.forward.OnConflict;
import dev.kecs.protocol.forward.PortPair;
import dev.kecs.protocol.forward.Restore;
import dev.kecs.protocol.target.Target;
import dev.kecs.protocol.target.Transport;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ForwardFileTest {
    private static final Path EXAMPLE = Path.of("../examples/port-forward/port-forward.yaml");

    private static List<ForwardRequest> parse(String text) throws InvalidConfigException {
        return ForwardFile.parse(text.getBytes(StandardCharsets.UTF_8), "f.yaml");
    }

    private static void assertRefused(String text, String... lines) {
        InvalidConfigException refused = catchThrowableOfType(InvalidConfigException.class, () -> parse(text));
        assertThat(refused).hasMessage(String.join("\n", lines));
    }

    @Test
    void theExampleIsUnderstoodWordForWord() throws Exception {
        assertThat(parse(Files.readString(EXAMPLE)))
                .containsExactly(
                        ForwardRequest.to(new Target.OfService("production", "webapp"))
                                .named("web-service")
                                .between(PortPair.of(8080, 80)),
                        ForwardRequest.to(new Target.OfService("production", "api"))
                                .named("api-service")
                                .between(PortPair.of(3000, 3000)),
                        ForwardRequest.to(new Target.OfTags(
                                        "development", Map.of("Environment", "dev", "Component", "worker"), false))
                                .named("debug-task")
                                .between(PortPair.of(9229, 9229))
                                .with(ForwardOptions.USUAL.reconnecting(false)));
    }

    @Test
    void everyKeyIsUnderstood() throws Exception {
        assertThat(parse("""
                version: "1"
                forwards:
                  - name: dns
                    type: task
                    cluster: dev
                    tags: {Component: dns}
                    strict: true
                    ports: ["8081:80", "0:53/udp"]
                    addresses: [127.0.0.1]
                    onConflict: next
                    hold: 500ms
                    maxConnections: 5
                    idleTimeout: 2m
                    restore: never
                  - {name: one, type: task, cluster: dev, taskId: 0f9de17a, targetPort: 9, protocol: udp}
                """))
                .containsExactly(
                        ForwardRequest.to(new Target.OfTags("dev", Map.of("Component", "dns"), true))
                                .named("dns")
                                .between(PortPair.of(8081, 80), new PortPair(0, 53, Transport.UDP))
                                .listeningAt(List.of("127.0.0.1"))
                                .with(new ForwardOptions(true, 500, 1000, 5, 120_000, OnConflict.NEXT, Restore.NEVER)),
                        ForwardRequest.to(new Target.OfTask("dev", "0f9de17a"))
                                .named("one")
                                .between(new PortPair(null, 9, Transport.UDP)));
    }

    @Test
    void everyMistakeIsToldInOneGo() {
        assertRefused(
                """
                version: "2"
                forward: []
                forwards:
                  - name: a
                    type: service
                    cluster: c
                    service: s
                    localPort: 8081
                    tags: {a: b}
                    autoReconect: true
                  - name: a
                    type: servce
                    cluster: c
                    localPort: 70000
                  - name: agent
                    type: task
                    cluster: c
                    localPort: 8081
                    hold: soon
                  - type: task
                    cluster: [c]
                    taskId: t
                    tags: {a: b}
                    ports: ["80", "1:2"]
                    targetPort: 2
                """,
                "f.yaml:1:10: version is one of 1, not '2'",
                "f.yaml:2:1: unknown key 'forward'; did you mean 'forwards'?; known here: version, forwards",
                "f.yaml:9:5: tags does not go with type service",
                "f.yaml:10:5: unknown key 'autoReconect'; did you mean 'autoReconnect'?; known here: name, type, cluster,"
                        + " service, taskId, tags, strict, localPort, targetPort, protocol, ports, addresses,"
                        + " autoReconnect, hold, maxConnections, idleTimeout, onConflict, restore",
                "f.yaml:11:11: the name 'a' is taken by line 4",
                "f.yaml:12:11: type is one of service, task, not 'servce'",
                "f.yaml:14:16: localPort is a whole number from 0 to 65535, not '70000'",
                "f.yaml:15:5: a forward of type task needs either taskId or tags",
                "f.yaml:15:11: 'agent' is no name for a forward: use letters, digits, '-', '_' and '.', and not 'agent'",
                "f.yaml:18:5: local port 8081 is taken by line 8",
                "f.yaml:19:11: hold: 'soon' is not a duration such as 500ms, 30s, 2m, 1h or 0",
                "f.yaml:20:5: name is missing",
                "f.yaml:21:14: cluster: expected a text, found a list",
                "f.yaml:23:5: a forward of type task needs either taskId or tags",
                "f.yaml:24:13: '80' is not of the form LOCAL:TARGET, such as \"8081:80\" or \"5353:53/udp\"",
                "f.yaml:25:5: targetPort does not go with ports");
    }

    @Test
    void aFileWithoutAVersionOrForwardsIsToldSo() throws Exception {
        assertRefused("forwards: []", "f.yaml:1:1: version: \"1\" is missing");
        assertThat(parse("version: \"1\"")).isEmpty();
        assertRefused("version: \"1\"\nforwards: {}", "f.yaml:2:11: forwards: expected a list, found a mapping");
    }
}
