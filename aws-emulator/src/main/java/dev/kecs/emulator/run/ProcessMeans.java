package dev.kecs.emulator.run;

import dev.kecs.emulator.EmulatorEndpoint;
import dev.kecs.emulator.EmulatorException;
import dev.kecs.emulator.EmulatorKind;
import dev.kecs.hostports.PortProtocol;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// moto as a process in a session of its own, which outlives this one. It records its pid and port itself before it
/// becomes moto, so that nobody can be killed between the start and the record.
record ProcessMeans(Host host) implements Means {
    static final String PROGRAM = "moto_server";
    private static final String ADDRESS = "127.0.0.1";
    /// It has nothing to save.
    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final String SCRIPT =
            "echo \"$$ $1\" > \"$2.new\" && mv \"$2.new\" \"$2\" && shift 2 && exec \"$@\"";

    /// The content of the file `process`.
    private record Written(long pid, int port) {}

    private record Found(ProcessHandle process, int port) {}

    @Override
    public Running findOrStart(Consumer<String> steps) throws EmulatorException, IOException, InterruptedException {
        Optional<Found> before = find();
        if (before.isPresent()) {
            return running(before.get());
        }
        ExternalProgram moto = ExternalProgram.find(PROGRAM, host.environment())
                .orElseThrow(() -> new EmulatorException(PROGRAM + " is not on the PATH; install it, for example with:"
                        + " pip install 'moto[server]', and run: kecs restart"));
        end();
        Files.createDirectories(host.directory());
        int port = host.leases().leasePort(host.directory(), ADDRESS, PortProtocol.TCP);
        steps.accept("starting " + PROGRAM + " on port " + port);
        host.files().record(EmulatorKind.MOTO);
        return running(new Found(start(moto, port), port));
    }

    private ProcessHandle start(ExternalProgram moto, int port) throws IOException {
        Map<String, String> environment = new HashMap<>(host.environment());
        environment.put("MOTO_ACCOUNT_ID", host.account());
        environment.put("PYTHONUNBUFFERED", "1");
        List<String> line = new ArrayList<>();
        ExternalProgram.find("setsid", environment)
                .ifPresent(found -> line.add(found.path().toString()));
        line.addAll(List.of("/bin/sh", "-c", SCRIPT, "kecs-aws-emulator", Integer.toString(port)));
        line.addAll(List.of(host.files().process().toString(), moto.path().toString()));
        line.addAll(List.of("-H", ADDRESS, "-p", Integer.toString(port)));
        ProcessBuilder builder = new ExternalProgram(Path.of(line.getFirst()), environment)
                .builder(line.subList(1, line.size()))
                .directory(host.directory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(host.files().newLog().toFile()));
        return builder.start().toHandle();
    }

    private Optional<Written> written() throws IOException {
        String[] fields;
        try {
            fields = Files.readString(host.files().process()).strip().split(" ", -1);
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
        return fields.length == 2
                ? Optional.of(new Written(Long.parseLong(fields[0]), Integer.parseInt(fields[1])))
                : Optional.empty();
    }

    /// The recorded process, when it still is what was recorded: a pid may be another program's by now.
    private Optional<Found> find() throws IOException {
        return written()
                .flatMap(written -> ProcessHandle.of(written.pid())
                        .filter(ProcessHandle::isAlive)
                        .filter(process -> process.info()
                                .commandLine()
                                .filter(line -> line.contains(PROGRAM) && line.contains(" -p " + written.port()))
                                .isPresent())
                        .map(process -> new Found(process, written.port())));
    }

    private static Running running(Found found) {
        EmulatorEndpoint endpoint = new EmulatorEndpoint(URI.create("http://" + ADDRESS + ":" + found.port()));
        return new Running() {
            @Override
            public EmulatorEndpoint endpoint() {
                return endpoint;
            }

            @Override
            public String healthPath() {
                return "/moto-api/data.json";
            }

            @Override
            public boolean hasEnded() {
                return !found.process().isAlive();
            }

            @Override
            public void awaitEnd() throws InterruptedException {
                try {
                    found.process().onExit().get();
                } catch (ExecutionException impossible) {
                    throw new IllegalStateException(impossible);
                }
            }

            @Override
            public void leave() {}
        };
    }

    @Override
    public void end() throws IOException, InterruptedException {
        Optional<Found> found = find();
        if (found.isPresent()) {
            ProcessHandle process = found.get().process();
            List<ProcessHandle> all =
                    Stream.concat(Stream.of(process), process.descendants()).toList();
            all.forEach(ProcessHandle::destroy);
            if (!ended(process)) {
                all.forEach(ProcessHandle::destroyForcibly);
                ended(process);
            }
        }
        written().ifPresent(each -> host.leases().releasePort(ADDRESS, each.port(), host.directory()));
        host.files().clear();
    }

    private static boolean ended(ProcessHandle process) throws InterruptedException {
        try {
            process.onExit().get(GRACE.toSeconds(), TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException stubborn) {
            return false;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public Duration patience() {
        return Duration.ofSeconds(60);
    }
}
