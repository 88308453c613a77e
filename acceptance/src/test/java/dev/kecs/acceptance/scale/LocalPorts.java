package dev.kecs.acceptance.scale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.acceptance.product.Ended;
import dev.kecs.acceptance.product.FreePort;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.JsonNode;

/// Local ports that somebody else has, or that many want at once, whatever tasks run on. Used by one thread.
public record LocalPorts(EchoServices services) {
    private static final int STARTS = 100;

    public void aHundredStartsAtOnceGetAHundredPorts() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        Set<Integer> ports = new HashSet<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<JsonNode>> started = new ArrayList<>();
            for (int number = 0; number < STARTS; number++) {
                String name = "at-once-" + number;
                started.add(callers.submit(() -> {
                    try (AgentSocket agent = AgentSocket.open(services.kecs())) {
                        go.await();
                        return agent.call(
                                "forward.start", """
                                {"name": "%s", "target": {"type": "service", "cluster": "%s", "service": "echo-0"},
                                "ports": [{"localPort": 0, "targetPort": %d}]}""".formatted(name, EchoServices.CLUSTER, EchoServices.PORT));
                    }
                }));
            }
            go.countDown();
            for (Future<JsonNode> one : started) {
                ports.add(one.get().path("localPort").asInt());
            }
        }
        assertThat(ports).hasSize(STARTS).doesNotContain(0);
        assertThat(services.all().keySet().stream().filter(name -> name.startsWith("at-once-")))
                .hasSize(STARTS);
    }

    public void aTakenPortIsAnErrorThatNamesItsOwner() throws Exception {
        try (ServerSocket other = new ServerSocket(FreePort.any(), 1, InetAddress.getLoopbackAddress())) {
            Ended refused = startAt(other.getLocalPort());
            assertThat(refused.exit()).as(refused.toString()).isEqualTo(4);
            assertThat(refused.err())
                    .contains(
                            "" + other.getLocalPort(),
                            "pid " + ProcessHandle.current().pid());
        }
    }

    public void oneForwardOfAFileThatFailsStopsNoOther() throws Exception {
        ForwardsFile file = new ForwardsFile(services.kecs());
        try (ServerSocket other = new ServerSocket(FreePort.any(), 1, InetAddress.getLoopbackAddress())) {
            file.put("first", EchoServices.to(0));
            file.put("taken", EchoServices.to(0).replace("localPort: 0", "localPort: " + other.getLocalPort()));
            file.put("absent", EchoServices.to(0).replace("echo-0", "nothing"));
            file.put("elsewhere", EchoServices.to(0).replace("cluster: scale", "cluster: nowhere"));
            file.put("last", EchoServices.to(0));

            Ended ended = file.run("--wait");

            assertThat(ended.exit()).as(ended.toString()).isEqualTo(1);
            assertThat(ForwardsFile.counts(ended)).isEqualTo(Map.of("created", 2, "failed", 3));
            assertThat(ended.json().path(1).path("message").asString())
                    .contains("pid " + ProcessHandle.current().pid());
            assertThat(ended.json().path(2).path("message").asString()).contains("nothing");
            assertThat(ended.json().path(3).path("message").asString()).contains("nowhere");
            for (String name : List.of("first", "last")) {
                Flow flow = Flow.through(services.one(name).path("localPort").asInt(), 1);
                assertThat(flow.end()).isNotNegative();
            }
        }
        file.remove("absent");
        file.remove("elsewhere");
        assertThat(ForwardsFile.counts(file.run("--wait").done())).isEqualTo(Map.of("created", 1, "unchanged", 2));
        file.down().done();
    }

    Ended startAt(int port) {
        return services.kecs()
                .run("port-forward", "start", "service", EchoServices.CLUSTER + "/echo-0", "--local-port", "" + port);
    }
}
