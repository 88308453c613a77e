package dev.kecs.acceptance.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

/// A service whose tasks are replaced while requests come. Used by one thread.
public record RollingUpdate(PeerServices peers) {
    /// No request fails, and none reaches a task that is stopping.
    public void underLoad() throws IOException {
        int port = peers.forward("rolling", "graceful", 2);
        assertThat(PeerServices.answer(port, 'i')).startsWith("graceful:1 ");
        RequestLoad load = RequestLoad.at(port);
        try (load) {
            load.await(200);
            peers.register("graceful");
            peers.ecs()
                    .updateService(request ->
                            request.cluster("peers").service("rolling").taskDefinition("graceful"));
            peers.services().awaitSteady("rolling");
            load.await(400);
        }
        assertThat(load.failures()).isEmpty();
        assertThat(load.answers()).noneMatch(answer -> answer.endsWith(GracefulEnd.LATE));
        assertThat(load.answers().stream().map(answer -> answer.substring(0, answer.indexOf(' '))))
                .contains("graceful:1", "graceful:2");
        assertThat(load.answers().getLast()).startsWith("graceful:2 ");
    }
}
