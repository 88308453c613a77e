package dev.kecs.server.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EngineKindTest {
    @Test
    void anEngineIsChosenByItsWord() {
        assertThat(EngineKind.of("k3d")).isEqualTo(EngineKind.K3D);
        assertThatThrownBy(() -> EngineKind.of("docker"))
                .hasMessage("There is no engine 'docker'; this version has: process, kubernetes, k3d");
    }

    @Test
    void theFilesNodeImageComesBeforeTheVariablesAndThatBeforeK3dsOwn() {
        Map<String, String> variable = Map.of("KECS_K3S_IMAGE", "rancher/k3s:b");
        assertThat(K3dPods.nodeImage(Optional.of("rancher/k3s:a"), variable)).contains("rancher/k3s:a");
        assertThat(K3dPods.nodeImage(Optional.empty(), variable)).contains("rancher/k3s:b");
        assertThat(K3dPods.nodeImage(Optional.empty(), Map.of("KECS_K3S_IMAGE", "")))
                .isEmpty();
        assertThat(K3dPods.nodeImage(Optional.empty(), Map.of())).isEmpty();
    }
}
