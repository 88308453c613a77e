package dev.kecs.acceptance.forward;

import dev.kecs.acceptance.product.Kecs;
import dev.kecs.acceptance.product.Program;
import dev.kecs.acceptance.product.Services;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;

/// Local processes that run [Peer].
final class ProcessGround implements PeerGround {
    @Override
    public Kecs start() throws IOException {
        return Kecs.started("images:\n" + rule("peer") + rule("refuse") + rule("silent") + rule("graceful")
                + rule("upload") + "  gate:\n    command: [/bin/sh, -c, 'until [ -e go ]; do sleep 0.05; done']\n");
    }

    private static String rule(String mode) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path classes = Path.of("target", "test-classes").toAbsolutePath();
        return "  %s:\n    command: [%s, -XX:+UseSerialGC, -XX:TieredStopAtLevel=1, --enable-native-access=ALL-UNNAMED, -cp, %s, %s, %s]\n"
                .formatted(mode, java, classes, Peer.class.getName(), mode);
    }

    @Override
    public ContainerDefinition.Builder program(String mode) {
        return ContainerDefinition.builder().image(mode);
    }

    @Override
    public long kill(Kecs kecs, String task) {
        Program program = kecs.container(task, Services.CONTAINER).orElseThrow();
        long killed = System.nanoTime();
        program.kill();
        Awaitility.await().until(() -> !program.alive());
        return killed;
    }

    @Override
    public void letGo(Kecs kecs, String task, String container) throws IOException {
        Files.createFile(kecs.directory()
                .resolve("tasks")
                .resolve(task)
                .resolve(container)
                .resolve("go"));
    }
}
