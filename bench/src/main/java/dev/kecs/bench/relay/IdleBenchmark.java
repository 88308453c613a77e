package dev.kecs.bench.relay;

import dev.kecs.bench.Benchmark;
import dev.kecs.bench.process.Dialogue;
import dev.kecs.bench.process.Usage;
import dev.kecs.bench.report.Figure;
import dev.kecs.bench.report.Report;
import dev.kecs.bench.report.Samples;
import dev.kecs.bench.report.Table;
import dev.kecs.bench.traffic.Main;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// 9,000 idle connections through one forward, and through haproxy.
public final class IdleBenchmark implements Benchmark {
    private static final int CONNECTIONS = 9_000;
    private static final int THREADS = 49;
    private static final double RESIDENT_MEGABYTES = 200;
    private static final double MEGABYTE = 1e6;
    private static final double KIBIBYTE = 1024;

    @Override
    public String name() {
        return "idle";
    }

    @Override
    public Report run(Path image, Path workplace) throws Exception {
        try (Dialogue load = Dialogue.start(Main.class, "load");
                AgentRelay agent = AgentRelay.start(image, workplace);
                RivalRelay haproxy = RivalRelay.haproxy(false, agent.targetPort(), workplace)) {
            return report(hold(agent, load), hold(haproxy, load), heap(agent, load));
        }
    }

    private record Held(String name, Usage before, Usage during, double seconds, int echoed) {
        double perConnection() {
            return (during.residentBytes() - before.residentBytes()) / KIBIBYTE / CONNECTIONS;
        }
    }

    /// KiB of the agent's heap that one idle connection holds. Taken once more and last, because looking collects all
    /// garbage, which would flatter what is resident.
    private static double heap(AgentRelay agent, Dialogue load) throws IOException {
        long before = agent.liveHeapBytes();
        load.ask("idle", agent.port(), CONNECTIONS);
        long during = agent.liveHeapBytes();
        load.ask("release");
        return (during - before) / KIBIBYTE / CONNECTIONS;
    }

    private static Held hold(Relay relay, Dialogue load) throws IOException {
        Usage before = relay.usage();
        double seconds = Long.parseLong(load.ask("idle", relay.port(), CONNECTIONS)) / 1e9;
        Usage during = relay.usage();
        int echoed = Integer.parseInt(load.ask("echo"));
        load.ask("release");
        return new Held(relay.name(), before, during, seconds, echoed);
    }

    private static Report report(Held agent, Held haproxy, double heap) {
        return new Report(
                "9,000 idle connections",
                """
                One client process opens 9,000 connections through one listener, sends a byte on each and gets it back, and
                leaves them idle; then every connection echoes one byte more. The agent's live heap is counted after a full
                collection, without any and with as many again.
                """,
                List.of(new Table(
                        List.of(
                                "relay",
                                "opened in, s",
                                "echoed afterwards",
                                "threads",
                                "resident MB before",
                                "with 9,000 connections",
                                "KiB a connection"),
                        Stream.of(agent, haproxy)
                                .map(held -> List.of(
                                        held.name(),
                                        Samples.show(held.seconds(), 2),
                                        "" + held.echoed(),
                                        "" + held.during().threads(),
                                        megabytes(held.before()),
                                        megabytes(held.during()),
                                        Samples.show(held.perConnection(), 2)))
                                .toList())),
                List.of(
                        Figure.atLeast("all echo afterwards", agent.echoed(), CONNECTIONS, "connections"),
                        Figure.atMost("< 50 threads", agent.during().threads(), THREADS, "threads"),
                        Figure.atMost(
                                "agent < 200 MB resident",
                                agent.during().residentBytes() / MEGABYTE,
                                RESIDENT_MEGABYTES,
                                "MB"),
                        Figure.atMost("≤ 2 KiB of heap an idle connection", heap, 2, "KiB"),
                        Figure.atMost(
                                "≤ 2 KiB an idle connection, all that is resident and not only the heap",
                                agent.perConnection(),
                                2,
                                "KiB")));
    }

    private static String megabytes(Usage usage) {
        return Samples.show(usage.residentBytes() / MEGABYTE, 1);
    }
}
