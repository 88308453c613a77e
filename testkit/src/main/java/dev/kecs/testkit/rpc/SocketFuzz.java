package dev.kecs.testkit.rpc;

import dev.kecs.testkit.fuzz.Tally;
import dev.kecs.testkit.fuzz.Tree;
import java.net.UnixDomainSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/// Callers of a JSON-RPC socket that send valid, mutated and random messages: many in one write, one in many writes,
/// cut
/// off, never read, half closed. Every message that must be answered is, soon, by valid JSON-RPC with its id.
public final class SocketFuzz {
    static final String HELLO = "hello";
    private static final int CALLERS = 2;

    /// What is known of the server.
    ///
    /// @param address asked before each connection
    /// @param hello the parameters of the first call
    /// @param probe a method without parameters that is answered at once
    /// @param patient methods whose answer may be long in coming
    /// @param forbidden what no input may contain, since it would end the server
    public record Server(
            Supplier<UnixDomainSocketAddress> address,
            Map<String, Object> hello,
            String probe,
            Set<String> patient,
            String forbidden) {
        public Server {
            hello = Map.copyOf(hello);
            patient = Set.copyOf(patient);
        }
    }

    /// One call: a method, and parameters to begin with.
    public record Call(String method, Map<String, Object> parameters) {
        public Call {
            parameters = Map.copyOf(parameters);
        }

        Tree tree() {
            return Tree.of(Map.of("jsonrpc", "2.0", "id", 7, "method", method, "params", parameters));
        }
    }

    /// What a test does between conversations, with no caller connected but those that never read.
    public interface Interlude {
        void play() throws Exception;
    }

    private final Server server;
    private final List<Call> calls;
    private final Tally tally;
    private final long seed;

    /// @param places what must be reached: methods, and keys as in `forward.start.target.cluster`
    public SocketFuzz(String what, Server server, List<Call> calls, Set<String> places) {
        this.server = server;
        this.calls = List.copyOf(calls);
        this.seed = Tally.seed();
        Set<String> all = new LinkedHashSet<>(places);
        calls.forEach(call -> all.add(call.method()));
        all.add(HELLO);
        this.tally = new Tally(what, seed, all);
    }

    public Tally tally() {
        return tally;
    }

    public long seed() {
        return seed;
    }

    /// Sends this many inputs.
    ///
    /// @param rounds how often they are interrupted by the interlude
    public void run(int count, int rounds, Interlude interlude) throws Exception {
        List<Tree> valid = calls.stream().map(Call::tree).toList();
        List<Caller> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            callers.add(new Caller(server, valid, tally, seed + i));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(CALLERS)) {
            callers.getFirst().askSystematically();
            for (int round = 1; round <= rounds; round++) {
                int share = (int) ((long) count * round / rounds / CALLERS);
                List<Future<?>> running = new ArrayList<>();
                callers.forEach(caller -> running.add(threads.submit(() -> {
                    caller.call(share);
                    return null;
                })));
                for (Future<?> one : running) {
                    try {
                        one.get();
                    } catch (ExecutionException e) {
                        throw new AssertionError(String.valueOf(e.getMessage()), e.getCause());
                    }
                }
                interlude.play();
            }
        } finally {
            callers.forEach(Caller::close);
        }
    }
}
