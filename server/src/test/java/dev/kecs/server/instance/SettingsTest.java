package dev.kecs.server.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
}
