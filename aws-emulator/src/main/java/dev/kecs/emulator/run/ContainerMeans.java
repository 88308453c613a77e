package dev.kecs.emulator.run;

import dev.kecs.emulator.EmulatorEndpoint;
import dev.kecs.emulator.EmulatorException;
import dev.kecs.emulator.EmulatorKind;
import dev.kecs.emulator.EmulatorSettings;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// LocalStack as a container in Docker, published on 127.0.0.1 at a port that Docker chooses. Its name is the
/// instance's own, so that Docker itself refuses a second one.
record ContainerMeans(Host host, EmulatorSettings.Container settings) implements Means {
    private static final String PROGRAM = "docker";
    private static final String PORT = "4566";
    private static final Duration QUICK = Duration.ofSeconds(30);
    private static final Duration STOP = Duration.ofSeconds(60);
    private static final Duration PULL = Duration.ofMinutes(20);
    private static final String LABEL_INSTANCE = "dev.kecs.instance";
    private static final String LABEL_SPECIFICATION = "dev.kecs.aws-emulator";

    /// @param state Docker's word: `running`, `exited`, …
    /// @param specification what it was started as
    private record Found(String state, String specification) {}

    @Override
    public Running findOrStart(Consumer<String> steps) throws EmulatorException, IOException, InterruptedException {
        ExternalProgram docker = docker();
        steps.accept("asking Docker");
        Optional<Found> before = find(docker);
        if (before.isPresent()
                && before.get().state().equals("running")
                && before.get().specification().equals(specification())) {
            return running(docker);
        }
        if (before.isPresent()) {
            steps.accept("removing container " + name() + ", which is "
                    + before.get().state());
            remove(docker);
        }
        host.files().record(EmulatorKind.LOCALSTACK);
        if (!docker.run(QUICK, "image", "inspect", "--format", "{{.Id}}", settings.image())
                .succeeded()) {
            steps.accept("pulling image " + settings.image());
            docker.succeed(PULL, "pull", "--quiet", settings.image());
        }
        if (settings.persist()) {
            host.files().recordVolume(name());
        }
        steps.accept("starting container " + name());
        docker.succeed(STOP, run());
        return running(docker);
    }

    private ExternalProgram docker() throws EmulatorException {
        return ExternalProgram.find(PROGRAM, host.environment())
                .orElseThrow(() -> new EmulatorException("LocalStack runs in Docker, and docker is not on the PATH;"
                        + " install Docker, or choose another: kecs start --aws-emulator moto"));
    }

    private Optional<Found> find(ExternalProgram docker) throws EmulatorException, IOException, InterruptedException {
        String line = docker.succeed(
                QUICK,
                "ps",
                "--all",
                "--filter",
                "name=^/" + name() + "$",
                "--format",
                "{{.State}}\t{{.Label \"" + LABEL_SPECIFICATION + "\"}}");
        if (line.isBlank()) {
            return Optional.empty();
        }
        String[] fields = line.lines().findFirst().orElse("").split("\t", 2);
        return Optional.of(new Found(fields[0], fields.length > 1 ? fields[1] : ""));
    }

    private String[] run() {
        List<String> words = new ArrayList<>(List.of("run", "--detach", "--name", name()));
        words.addAll(List.of("--label", LABEL_INSTANCE + "=" + host.directory().getParent()));
        words.addAll(List.of("--label", LABEL_SPECIFICATION + "=" + specification()));
        words.addAll(List.of("--publish", "127.0.0.1::" + PORT));
        words.addAll(List.of("--env", "SQS_ENDPOINT_STRATEGY=dynamic"));
        if (!settings.services().isEmpty()) {
            words.addAll(List.of("--env", "SERVICES=" + String.join(",", settings.services())));
        }
        if (settings.persist()) {
            words.addAll(List.of("--volume", name() + ":/var/lib/localstack", "--env", "PERSISTENCE=1"));
        }
        words.add(settings.image());
        return words.toArray(String[]::new);
    }

    /// The same for all starts of one instance, and another for every other instance on this machine.
    private String name() {
        String distinct = String.format("%08x", host.directory().toString().hashCode());
        return "kecs-" + host.instance() + "-aws-emulator-" + distinct;
    }

    private String specification() {
        return settings.image() + " persist=" + settings.persist() + " services="
                + String.join(",", settings.services());
    }

    private Running running(ExternalProgram docker) throws EmulatorException, IOException, InterruptedException {
        String published = docker.succeed(QUICK, "port", name(), PORT + "/tcp")
                .lines()
                .findFirst()
                .orElse("");
        EmulatorEndpoint endpoint = new EmulatorEndpoint(URI.create("http://" + published));
        // It ends when the container does.
        Process follower = docker.builder(List.of("logs", "--follow", name()))
                .redirectErrorStream(true)
                .redirectOutput(host.files().newLog().toFile())
                .start();
        return new Running() {
            @Override
            public EmulatorEndpoint endpoint() {
                return endpoint;
            }

            @Override
            public String healthPath() {
                return "/_localstack/health";
            }

            @Override
            public boolean hasEnded() {
                return !follower.isAlive();
            }

            @Override
            public void awaitEnd() throws InterruptedException {
                follower.waitFor();
            }

            @Override
            public void leave() {
                follower.destroy();
            }
        };
    }

    @Override
    public void end() throws EmulatorException, IOException, InterruptedException {
        ExternalProgram docker = docker();
        if (find(docker).isPresent()) {
            remove(docker);
        }
        host.files().clear();
    }

    /// Removes what it was asked to keep; the container is gone then.
    void forget(String volume) throws EmulatorException, IOException, InterruptedException {
        docker().succeed(STOP, "volume", "rm", "--force", volume);
        host.files().clearVolume();
    }

    /// Its unnamed volumes go with it; one that was asked for has a name and stays.
    private void remove(ExternalProgram docker) throws EmulatorException, IOException, InterruptedException {
        docker.run(STOP, "stop", "--time", "10", name());
        docker.succeed(STOP, "rm", "--force", "--volumes", name());
    }

    @Override
    public Duration patience() {
        return Duration.ofMinutes(3);
    }
}
