package dev.kecs.cli.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChoicesTest {
    @TempDir
    Path directory;

    @Test
    void whatWasChosenIsReadAgain() {
        Choices chosen = new Choices(
                OptionalInt.of(8080),
                Optional.of("127.0.0.1"),
                Optional.of("kubernetes"),
                new KubernetesChoice(Optional.of("/etc/kube"), Optional.of("staging")),
                Optional.of(true),
                Optional.of("moto"));
        chosen.write(directory.resolve("instance.json"));
        assertThat(Choices.read(directory.resolve("instance.json"))).isEqualTo(chosen);
        assertThat(Choices.read(directory.resolve("absent")).kubernetes()).isEqualTo(KubernetesChoice.OPEN);
    }

    @Test
    void aNewFileForgetsTheContextOfTheOld() {
        KubernetesChoice before = new KubernetesChoice(Optional.of("/a"), Optional.of("one"));
        assertThat(KubernetesChoice.OPEN.or(before)).isEqualTo(before);
        assertThat(new KubernetesChoice(Optional.empty(), Optional.of("two")).or(before))
                .isEqualTo(new KubernetesChoice(Optional.of("/a"), Optional.of("two")));
        assertThat(new KubernetesChoice(Optional.of("/b"), Optional.empty()).or(before))
                .isEqualTo(new KubernetesChoice(Optional.of("/b"), Optional.empty()));
    }
}
