package dev.kecs.bench.relay;

import dev.kecs.bench.process.LocalPorts;
import dev.kecs.bench.process.Program;
import dev.kecs.bench.process.Tool;
import dev.kecs.bench.process.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A relay from the system's packages.
record RivalRelay(String name, int port, Program program) implements Relay {
    private static final int CONNECTIONS = 9_300;

    /// haproxy in TCP mode; `splice` lets it move bytes inside the kernel where it sees fit.
    static RivalRelay haproxy(boolean splice, int target, Path workplace) throws IOException {
        int port = LocalPorts.free();
        String name = splice ? "haproxy with splice" : "haproxy";
        Path configuration = workplace.resolve(name.replace(' ', '-') + ".cfg");
        Files.writeString(
                configuration, """
                global
                    maxconn %d
                    maxpipes 500
                defaults
                    mode tcp
                    timeout connect 10s
                    timeout client 10m
                    timeout server 10m
                %s
                listen relay
                    bind 127.0.0.1:%d backlog 4096
                    server target 127.0.0.1:%d
                """.formatted(CONNECTIONS, splice ? "    option splice-auto" : "", port, target));
        return started(name, port, workplace, List.of(Tool.require("haproxy"), "-db", "-f", configuration.toString()));
    }

    /// socat with a process per connection and a buffer of this many bytes (its own default is 8192).
    static RivalRelay socat(int buffer, int target, Path workplace) throws IOException {
        int port = LocalPorts.free();
        return started(
                "socat -b " + buffer,
                port,
                workplace,
                List.of(
                        Tool.require("socat"),
                        "-b",
                        "" + buffer,
                        "TCP-LISTEN:" + port + ",bind=127.0.0.1,fork,reuseaddr,nodelay,backlog=1024",
                        "TCP:127.0.0.1:" + target + ",nodelay"));
    }

    private static RivalRelay started(String name, int port, Path workplace, List<String> command) throws IOException {
        Program program = Program.start(workplace.resolve(name.replace(' ', '-') + ".log"), command);
        LocalPorts.await(port, program);
        return new RivalRelay(name, port, program);
    }

    @Override
    public Usage usage() {
        return program.usage();
    }

    @Override
    public void settle() {
        program.awaitChildless();
    }

    @Override
    public void close() {
        program.close();
    }
}
