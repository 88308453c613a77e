package dev.kecs.bench.pods;

import dev.kecs.bench.Benchmark;
import dev.kecs.bench.process.LocalPorts;
import dev.kecs.bench.process.Program;
import dev.kecs.bench.report.Figure;
import dev.kecs.bench.report.Report;
import dev.kecs.bench.report.Table;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The agent beside `kubectl port-forward` and a direct connection, to the same pod.
public final class KubectlBenchmark implements Benchmark {
    private static final double DOWNLOAD_TIMES = 10;
    private static final double CONNECTION_TIMES = 100;
    private static final double OF_DIRECT = 0.85;
    private static final int UPLOADS = 5;

    private final Map<String, String> environment;
    private final int rounds;
    private final long bytes;
    private final int connections;

    private KubectlBenchmark(Map<String, String> environment, int rounds, long bytes, int connections) {
        this.environment = environment;
        this.rounds = rounds;
        this.bytes = bytes;
        this.connections = connections;
    }

    /// @param environment names the Kubernetes cluster and where programs are
    public static KubectlBenchmark whole(Map<String, String> environment) {
        return new KubectlBenchmark(environment, 5, PodService.LARGE, 1000);
    }

    /// Tells that everything runs to its end, in seconds; its figures say little.
    public static KubectlBenchmark small(Map<String, String> environment) {
        return new KubectlBenchmark(environment, 1, PodService.LARGE / 16, 200);
    }

    @Override
    public String name() {
        return "kubectl";
    }

    @Override
    public Report run(Path image, Path workplace) throws Exception {
        Kubectl kubectl = Kubectl.require(environment);
        try (PodService service = PodService.start(image, workplace, kubectl)) {
            return measure(service, kubectl, workplace);
        }
    }

    private Report measure(PodService service, Kubectl kubectl, Path workplace) throws IOException {
        int port = LocalPorts.free();
        InetSocketAddress tunnel = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try (Program portForward = kubectl.start(
                workplace.resolve("kubectl.log"),
                "port-forward",
                "-n",
                service.namespace(),
                service.pod(),
                port + ":" + PodService.PORT)) {
            LocalPorts.await(port, portForward);
            Way direct = new Way("direct", service.direct(), bytes, connections);
            Way kecs = new Way("kecs", service.local(), bytes, connections);
            Way theirs = new Way("kubectl port-forward", tunnel, bytes / 8, Math.max(1, connections / 200));
            Requests requests = new Requests();
            List<Way> ways = List.of(direct, kecs, theirs);
            for (Way way : ways) {
                way.warmUp(requests);
            }
            for (int round = 0; round < rounds; round++) {
                for (int turn = 0; turn < ways.size(); turn++) {
                    ways.get((turn + round) % ways.size()).round(requests);
                }
            }
            int oursLived = survived(requests, service.local());
            int theirsLived = survived(requests, tunnel);
            return report(direct, kecs, theirs, oursLived, theirsLived);
        }
    }

    /// @return how many aborted uploads there were until a new connection was not served
    private static int survived(Requests requests, InetSocketAddress way) throws IOException {
        for (int upload = 0; upload < UPLOADS; upload++) {
            requests.abortedUpload(way);
            if (!requests.serves(way)) {
                return upload;
            }
        }
        return UPLOADS;
    }

    private Report report(Way direct, Way kecs, Way theirs, int oursLived, int theirsLived) {
        return new Report(
                "Beside kubectl port-forward",
                """
                One pod with nginx, which is a task of the instance; one client on this machine, which reaches it by a forward of the
                agent, by `kubectl port-forward`, and at its node port without either. After one unmeasured round, %d rounds
                with the ways taking turns; the median (smallest–largest) of them. A download is %d MiB (kubectl %d MiB) over
                one connection. A request is on a connection of its own, which the server ends, one after the other. An aborted upload is
                one that the server refuses and resets while it comes: up to %d of them, until a new connection is not served any more.
                """.formatted(rounds, bytes >> 20, bytes >> 23, UPLOADS),
                List.of(
                        new Table(
                                List.of("way", "download, Gbit/s", "requests on a new connection each, 1/s"),
                                List.of(direct.row(), kecs.row(), theirs.row())),
                        new Table(
                                List.of("way", "aborted uploads after which it served"),
                                List.of(
                                        List.of("kecs", oursLived + " of " + UPLOADS),
                                        List.of("kubectl port-forward", theirsLived + " of " + UPLOADS)))),
                List.of(
                        Figure.atLeastTimes(
                                DOWNLOAD_TIMES,
                                "kubectl's",
                                "download, Gbit/s",
                                kecs.downloads().median(),
                                theirs.downloads().median()),
                        Figure.atLeastTimes(
                                CONNECTION_TIMES,
                                "kubectl's",
                                "new connections, 1/s",
                                kecs.connects().median(),
                                theirs.connects().median()),
                        Figure.atLeastTimes(
                                OF_DIRECT,
                                "a direct connection's",
                                "download, Gbit/s",
                                kecs.downloads().median(),
                                direct.downloads().median()),
                        Figure.atLeast("aborted uploads end no other connection", oursLived, UPLOADS, "served after")));
    }
}
