package dev.kecs.agent.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kecs.agent.testing.FakeControlServer;
import dev.kecs.agent.testing.FakeTask;
import dev.kecs.agent.testing.RunningAgent;
import dev.kecs.protocol.forward.ForwardView;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MetricsTest {
    @RegisterExtension
    final RunningAgent agent = new RunningAgent();

    private List<ForwardView> forwards() {
        try {
            return List.of(agent.view("web"));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpResponse<String> call(String method, MetricsEndpoint endpoint, String path)
            throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + endpoint.port() + path))
                            .method(method, HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void everyForwardShowsItsFigures() throws Exception {
        try (FakeTask task = new FakeTask(FakeTask.ECHO);
                MetricsEndpoint endpoint = MetricsEndpoint.start(0, this::forwards)) {
            ForwardView forward = agent.startedAt(task);
            try (Socket gone = RunningAgent.connect(forward)) {
                RunningAgent.assertEchoes(gone, "twelve bytes");
                agent.control().endpoints();
                await().until(() -> agent.view("web").connections().reset() == 1);
            }
            agent.control().endpoints(FakeControlServer.ready("t2", task.port()));
            agent.awaitReady("web");
            try (Socket client = RunningAgent.connect(forward)) {
                RunningAgent.assertEchoes(client, "more");
                HttpResponse<String> answer = call("GET", endpoint, "/metrics");
                assertThat(answer.headers().firstValue("Content-Type"))
                        .hasValue("text/plain; version=0.0.4; charset=utf-8");
                assertThat(answer.body().lines())
                        .contains(
                                "kecs_forwards 1",
                                "# TYPE kecs_forward_resets_total counter",
                                "kecs_forward_state{forward=\"web\",state=\"Ready\"} 1",
                                "kecs_forward_state{forward=\"web\",state=\"Waiting\"} 0",
                                "kecs_forward_connections{forward=\"web\"} 1",
                                "kecs_forward_connections_held{forward=\"web\"} 0",
                                "kecs_forward_connections_total{forward=\"web\"} 2",
                                "kecs_forward_resets_total{forward=\"web\",cause=\"endpointGone\"} 1",
                                "kecs_forward_resets_total{forward=\"web\",cause=\"peer\"} 0",
                                "kecs_forward_received_bytes_total{forward=\"web\"} 16",
                                "kecs_forward_sent_bytes_total{forward=\"web\"} 16",
                                "kecs_forward_reconnects_total{forward=\"web\"} 1")
                        .anyMatch(line -> line.startsWith("kecs_forward_ready_seconds{forward=\"web\"} "));
            }
        }
    }

    @Test
    void nothingElseIsAnswered() throws Exception {
        try (MetricsEndpoint endpoint = MetricsEndpoint.start(0, List::of)) {
            assertThat(call("GET", endpoint, "/metrics").body()).contains("kecs_forwards 0\n");
            assertThat(call("GET", endpoint, "/metrics/more").statusCode()).isEqualTo(404);
            assertThat(call("GET", endpoint, "/").statusCode()).isEqualTo(404);
            assertThat(call("POST", endpoint, "/metrics").statusCode()).isEqualTo(405);
        }
    }
}
