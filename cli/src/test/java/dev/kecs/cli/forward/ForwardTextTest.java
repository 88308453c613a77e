package dev.kecs.cli.forward;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ForwardTextTest {

    private static JsonNode forward(int matched) {
        return JsonMapper.shared().readTree("""
                {"type": "tags", "cluster": "development", "tags": {"Environment": "dev", "Component": "worker"},
                 "name": "worker", "state": "Ready", "address": "127.0.0.1",
                 "ports": [{"localPort": 9229, "targetPort": 9229}],
                 "endpoints": [{"task": "0123456789abcdef", "ready": true}],
                 "selected": {"task": "0123456789abcdef", "revision": "worker:3", "startedAt": "2026-01-02T03:04:05Z",
                              "matched": %d, "running": 7}}
                """.formatted(matched));
    }

    @Test
    void theChosenTaskIsToldWithHowManyThereWere() {
        assertThat(ForwardText.selected(forward(3)))
                .isEqualTo(
                        "  task 0123456789abcdef of worker:3, started 2026-01-02T03:04:05Z; the newest of 3 with these"
                                + " tags among 7 running\n");
        assertThat(ForwardText.selected(forward(1))).contains("; the only one with these tags among 7 running");
    }

    @Test
    void tagsAreToldInTheOrderInWhichTheyWereGiven() {
        assertThat(ForwardText.line(forward(1)))
                .isEqualTo(
                        "worker ready  127.0.0.1:9229 → development/[Environment=dev,Component=worker]:9229 (1 task)");
    }
}
