package dev.kecs.hostports;

import dev.kecs.hostports.ClusterPorts.Owner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Another instance's process: leases ports for several clusters at once, gives them back and leases anew as often as
/// it is told, and prints what it has in the end.
final class LeasingProcess {
    private static final PortRange FROM_8090 = PortRange.from(8090, 100);

    private LeasingProcess() {}

    static Process start(Path directory, String instance, int clusters, int rounds) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LeasingProcess.class.getName(),
                        directory.toString(),
                        instance,
                        Integer.toString(clusters),
                        Integer.toString(rounds))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return process;
    }

    public static void main(String[] arguments) throws ExecutionException, InterruptedException {
        Path directory = Path.of(arguments[0]);
        ClusterPorts ports = new ClusterPorts(
                new LeaseDirectory(directory.resolve("leases")),
                directory.resolve(arguments[1]),
                PublishedPorts.NONE,
                port -> true);
        List<Future<Integer>> leased = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
                Owner owner = new Owner("c" + i, "cluster c" + i + " of instance " + arguments[1]);
                leased.add(threads.submit(() -> lease(ports, owner, Integer.parseInt(arguments[3]))));
            }
        }
        for (Future<Integer> each : leased) {
            System.out.println(each.get());
        }
    }

    private static int lease(ClusterPorts ports, Owner owner, int rounds) throws NoFreePortException {
        for (int round = 1; round < rounds; round++) {
            ports.lease(owner, FROM_8090);
            ports.release(owner);
        }
        return ports.lease(owner, FROM_8090);
    }
}
