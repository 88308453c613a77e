package dev.kecs.bench.relay;

import dev.kecs.bench.Benchmark;
import dev.kecs.bench.process.Dialogue;
import dev.kecs.bench.report.Figure;
import dev.kecs.bench.report.Report;
import dev.kecs.bench.report.Samples;
import dev.kecs.bench.report.Table;
import dev.kecs.bench.traffic.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.Stream;

/// The agent's relay beside haproxy and socat: throughput, round trip, connects, CPU and memory.
public final class RelayBenchmark implements Benchmark {
    private static final int SOCAT_DEFAULT = 8_192;
    private static final int SOCAT_LARGE = 262_144;

    private final Effort effort;

    private RelayBenchmark(Effort effort) {
        this.effort = effort;
    }

    public static RelayBenchmark whole() {
        return new RelayBenchmark(Effort.WHOLE);
    }

    /// Tells that everything runs to its end, in seconds; its figures say nothing.
    public static RelayBenchmark small() {
        return new RelayBenchmark(Effort.SMALL);
    }

    @Override
    public String name() {
        return "relay";
    }

    @Override
    public Report run(Path image, Path workplace) throws Exception {
        try (Dialogue load = Dialogue.start(Main.class, "load");
                AgentRelay agent = AgentRelay.start(image, workplace);
                RivalRelay haproxy = RivalRelay.haproxy(false, agent.targetPort(), workplace);
                RivalRelay splicing = RivalRelay.haproxy(true, agent.targetPort(), workplace);
                RivalRelay socat = RivalRelay.socat(SOCAT_DEFAULT, agent.targetPort(), workplace);
                RivalRelay largeSocat = RivalRelay.socat(SOCAT_LARGE, agent.targetPort(), workplace)) {
            return measure(new Contest(
                    new Measurements(agent, load, effort, effort.bytes()),
                    new Measurements(haproxy, load, effort, effort.bytes()),
                    new Measurements(splicing, load, effort, effort.bytes()),
                    new Measurements(socat, load, effort, effort.bytesOfSlowOnes()),
                    List.of(
                            new Measurements(largeSocat, load, effort, effort.bytesOfSlowOnes()),
                            new Measurements(Relay.none(agent.targetPort()), load, effort, effort.bytes()))));
        }
    }

    /// Who takes part; `others` are shown and not compared.
    private record Contest(
            Measurements agent,
            Measurements haproxy,
            Measurements splicing,
            Measurements socat,
            List<Measurements> others) {
        List<Measurements> all() {
            return Stream.concat(Stream.of(agent, haproxy, splicing, socat), others.stream())
                    .toList();
        }
    }

    private Report measure(Contest contest) throws IOException {
        List<Measurements> all = contest.all();
        for (Measurements one : all) {
            one.warmUp();
        }
        for (int round = 0; round < effort.rounds(); round++) {
            for (int i = 0; i < all.size(); i++) {
                all.get((i + round) % all.size()).round();
            }
        }
        return new Report(
                "Relay",
                """
                One load process, and one target process, which is a task of the instance; every relay forwards to it on loopback. After one
                unmeasured round, %d rounds with the relays taking turns; the median (smallest–largest) of them. A
                transfer is 1 GiB (socat 256 MiB), divided among the connections. CPU seconds are user and system time of
                the relay's processes, from `/proc`. A connect is one to a target that sends a byte at once, and its orderly
                end; eight clients make them. Figures compare medians: those of transfers with the better of the two haproxy rows, those of
                small messages and connects with both rows taken together, which do the same there. Every socket begins with
                the system's congestion control, which is %s.
                """.formatted(effort.rounds(), congestionControl()),
                List.of(
                        table(
                                all,
                                List.of(
                                        Metric.UPLOAD_1,
                                        Metric.CPU_UPLOAD_1,
                                        Metric.DOWNLOAD_1,
                                        Metric.CPU_DOWNLOAD_1)),
                        table(
                                all,
                                List.of(
                                        Metric.UPLOAD_8,
                                        Metric.CPU_UPLOAD_8,
                                        Metric.DOWNLOAD_8,
                                        Metric.CPU_DOWNLOAD_8)),
                        table(
                                all,
                                List.of(
                                        Metric.ROUND_TRIP_MEDIAN,
                                        Metric.ROUND_TRIP_99,
                                        Metric.ROUND_TRIP_MEDIAN_64,
                                        Metric.ROUND_TRIP_99_64,
                                        Metric.CONNECTS,
                                        Metric.CPU_CONNECT,
                                        Metric.MEMORY))),
                figures(contest));
    }

    private static String congestionControl() throws IOException {
        return Files.readString(Path.of("/proc/sys/net/ipv4/tcp_congestion_control"))
                .strip();
    }

    private static Table table(List<Measurements> all, List<Metric> metrics) {
        List<String> header = new ArrayList<>(List.of("relay"));
        metrics.forEach(metric -> header.add(metric.title()));
        return new Table(
                header,
                all.stream()
                        .map(one -> Stream.concat(
                                        Stream.of(one.relay().name()),
                                        metrics.stream()
                                                .map(metric -> one.of(metric).show(metric.decimals())))
                                .toList())
                        .toList());
    }

    private static List<Figure> figures(Contest contest) {
        List<Figure> figures = new ArrayList<>();
        for (Metric metric : List.of(Metric.UPLOAD_1, Metric.DOWNLOAD_1, Metric.UPLOAD_8, Metric.DOWNLOAD_8)) {
            figures.add(Figure.atLeastTimes(
                    1.6,
                    "haproxy's",
                    metric.title(),
                    contest.agent().median(metric),
                    better(contest, metric, Math::max)));
        }
        figures.add(cpu("upload, 1 connection", contest, Metric.CPU_UPLOAD_1));
        figures.add(cpu("download, 1 connection", contest, Metric.CPU_DOWNLOAD_1));
        figures.add(cpu("upload, 8 connections", contest, Metric.CPU_UPLOAD_8));
        figures.add(cpu("download, 8 connections", contest, Metric.CPU_DOWNLOAD_8));
        for (Metric metric : List.of(Metric.UPLOAD_1, Metric.DOWNLOAD_1)) {
            figures.add(Figure.atLeastTimes(
                    3,
                    "socat's",
                    metric.title(),
                    contest.agent().median(metric),
                    contest.socat().median(metric)));
        }
        for (Metric metric : List.of(
                Metric.ROUND_TRIP_MEDIAN, Metric.ROUND_TRIP_99, Metric.ROUND_TRIP_MEDIAN_64, Metric.ROUND_TRIP_99_64)) {
            figures.add(Figure.atMostTimes(
                    1, "haproxy's", metric.title(), contest.agent().median(metric), either(contest, metric)));
        }
        figures.add(Figure.atLeastTimes(
                1,
                "haproxy's",
                Metric.CONNECTS.title(),
                contest.agent().median(Metric.CONNECTS),
                either(contest, Metric.CONNECTS)));
        return figures;
    }

    private static Figure cpu(String what, Contest contest, Metric metric) {
        return Figure.atMostTimes(
                0.45,
                "haproxy's",
                "CPU s/GiB, " + what,
                contest.agent().median(metric),
                better(contest, metric, Math::min));
    }

    private static double better(Contest contest, Metric metric, DoubleBinaryOperator choice) {
        return choice.applyAsDouble(
                contest.haproxy().median(metric), contest.splicing().median(metric));
    }

    /// Both rows do the same with small messages and short connections; the better of two measurements of one thing
    /// would only be the luckier one.
    private static double either(Contest contest, Metric metric) {
        return new Samples(Stream.of(contest.haproxy(), contest.splicing())
                        .flatMap(one -> one.of(metric).values().stream())
                        .toList())
                .median();
    }
}
