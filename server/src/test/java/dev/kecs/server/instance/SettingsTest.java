package dev.kecs.server.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kecs.server.settings.KubernetesOptions;
import dev.kecs.server.settings.KubernetesSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private static Optional<Boolean> traefik(Map<String, String> environment, String... more) {
        List<String> arguments = new ArrayList<>(List.of("--home", "/nowhere", "--instance", "default"));
        arguments.addAll(List.of(more));
        return Settings.of(arguments.toArray(String[]::new), Path.of("/dist"), environment)
                .traefik();
    }

    @Test
    void theVariableCountsWhereTheCommandLineSaysNothing() {
        assertThat(traefik(Map.of("KECS_FEATURES_TRAEFIK", "true"))).contains(true);
        assertThat(traefik(Map.of("KECS_FEATURES_TRAEFIK", "true"), "--traefik", "false"))
                .contains(false);
        assertThat(traefik(Map.of("KECS_FEATURES_TRAEFIK", "false"), "--traefik", "true"))
                .contains(true);
        assertThat(traefik(Map.of())).as("kecs.yaml decides").isEmpty();
    }

    @Test
    void anythingButTrueAndFalseIsRefused() {
        assertThatThrownBy(() -> traefik(Map.of("KECS_FEATURES_TRAEFIK", "yes")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("KECS_FEATURES_TRAEFIK and --traefik are true or false, not 'yes'");
    }

    @Test
    void theKubernetesClusterMayBeNamed() {
        Settings settings = Settings.of(
                new String[] {
                    "--home", "/nowhere", "--instance", "default", "--kubeconfig", "/etc/kube", "--context", "staging"
                },
                Path.of("/dist"),
                Map.of());
        assertThat(settings.kubernetes())
                .isEqualTo(new KubernetesOptions(Optional.of(Path.of("/etc/kube")), Optional.of("staging")));
    }

    @Test
    void theCommandLineComesBeforeTheFileAndAnotherFilesContextsAreOtherOnes() {
        KubernetesSettings file = new KubernetesSettings(Optional.of(Path.of("/a")), Optional.of("one"), "kecs");
        assertThat(file.under(KubernetesOptions.NONE)).isEqualTo(file);
        assertThat(file.under(new KubernetesOptions(Optional.empty(), Optional.of("two"))))
                .isEqualTo(new KubernetesSettings(Optional.of(Path.of("/a")), Optional.of("two"), "kecs"));
        assertThat(file.under(new KubernetesOptions(Optional.of(Path.of("/b")), Optional.empty())))
                .isEqualTo(new KubernetesSettings(Optional.of(Path.of("/b")), Optional.empty(), "kecs"));
    }
}
