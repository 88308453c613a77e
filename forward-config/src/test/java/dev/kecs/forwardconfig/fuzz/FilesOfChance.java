package dev.kecs.forwardconfig.fuzz;

import dev.kecs.forwardconfig.ForwardFile;
import dev.kecs.forwardconfig.agent.AgentSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// `port-forward.yaml` and the agent's part of `kecs.yaml` under fire.
record FilesOfChance(Path directory) {
    private static final String FORWARDS = """
            version: "1"
            forwards:
              - name: dns
                type: task
                cluster: dev
                tags: {Component: dns, Build: 7}
                strict: true
                ports: ["8081:80", "0:53/udp"]
                addresses: [127.0.0.1, "::1"]
                onConflict: next
                hold: 500ms
                maxConnections: 5
                idleTimeout: 2m
                restore: never
              - {name: one, type: task, cluster: dev, taskId: 0f9de17a, localPort: 53, targetPort: 9, protocol: udp}
              - {name: web, type: service, cluster: dev, service: s, localPort: 8080, autoReconnect: false}
            """;
    private static final String FORWARD = """
            version: "1"
            forwards: [{name: web, type: service, cluster: dev, service: s, localPort: 0, targetPort: 80, hold: 0}]
            """;
    private static final String SETTINGS = """
            portForward:
              retry: {initial: 50ms, longest: 15s}
              gatewayPort: 8088
              metricsPort: 9464
              notifications: {after: 2s, desktop: true, command: [tell, work], webhook: "https://hooks.example.com/kecs"}
              remote: {listen: "127.0.0.1:8790", token: token, certificate: certificate.pem, key: key.pem}
            """;

    void forwards(int count) throws IOException {
        new FileFuzz(
                        "port-forward.yaml",
                        directory.resolve("port-forward.yaml"),
                        file -> ForwardFile.parse(Files.readAllBytes(file), file.toString()))
                .knowing("", "{version: '1', unknown: 1}")
                .knowing("forwards", "{version: '1', forwards: [{unknown: 1}]}")
                .run(count, List.of(FORWARDS, FORWARD, "{version: '1', forwards: []}"));
    }

    void settings(int count) throws IOException {
        new FileFuzz("kecs.yaml, the agent's part", directory.resolve("kecs.yaml"), AgentSettings::of)
                .knowing("portForward", "portForward: {unknown: 1}")
                .knowing("portForward.retry", "portForward: {retry: {unknown: 1}}")
                .knowing("portForward.notifications", "portForward: {notifications: {unknown: 1}}")
                .knowing("portForward.remote", "portForward: {remote: {unknown: 1}}")
                .run(count, List.of(SETTINGS, "portForward: {retry: {initial: 1s}}", "portForward: {metricsPort: 0}"));
    }
}
