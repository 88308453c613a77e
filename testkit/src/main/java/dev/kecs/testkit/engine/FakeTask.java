package dev.kecs.testkit.engine;

import dev.kecs.ecs.engine.ContainerObservation;
import dev.kecs.ecs.engine.ContainerObservation.Health;
import dev.kecs.ecs.engine.ContainerObservation.State;
import dev.kecs.ecs.engine.ContainerOrder;
import dev.kecs.ecs.engine.PortBinding;
import dev.kecs.ecs.engine.TaskLaunch;
import dev.kecs.ecs.engine.TaskObservation;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;

/// One task of a [FakeEngine]. Used by the test's thread.
final class FakeTask {
    private static final int KILLED_BY_SIGTERM = 143;
    private final TaskLaunch launch;
    private final Map<String, ContainerObservation> containers = new LinkedHashMap<>();
    private boolean stopping;

    FakeTask(TaskLaunch launch) {
        this.launch = launch;
        launch.definition()
                .containerDefinitions()
                .forEach(each -> containers.put(each.name(), ContainerObservation.waiting(each.name())));
    }

    /// Does what is next for each container.
    void advance(Function<String, Fate> fates, Instant now) {
        for (ContainerDefinition container : launch.definition().containerDefinitions()) {
            Fate fate = fates.apply(container.image());
            switch (state(container.name())) {
                case State.Waiting waiting -> {
                    if (stopping) {
                        put(container.name(), new State.Exited(Optional.empty(), Optional.empty(), now));
                    } else if (ContainerOrder.verdict(container, containers) == ContainerOrder.Verdict.START) {
                        begin(container.name(), fate, now);
                    }
                }
                case State.Running running -> {
                    if (stopping) {
                        exit(container.name(), KILLED_BY_SIGTERM, now);
                    } else if (fate instanceof Fate.Exits exits
                            && !now.isBefore(running.startedAt().plus(exits.after()))) {
                        exit(container.name(), exits.code(), now);
                    }
                }
                case State.Exited exited -> {}
            }
        }
    }

    private void begin(String name, Fate fate, Instant now) {
        switch (fate) {
            case Fate.Runs runs -> put(name, new State.Running("1", now));
            case Fate.Exits exits -> put(name, new State.Running("1", now));
            case Fate.CannotStart cannot ->
                put(name, new State.Exited(Optional.empty(), Optional.of(cannot.reason()), now));
            case Fate.NeverStarts never -> {}
        }
    }

    void exit(String name, int code, Instant now) {
        put(name, new State.Exited(Optional.of(code), Optional.empty(), now));
    }

    void exitUnseen(String name, Instant now) {
        put(name, new State.Exited(Optional.empty(), Optional.of("Its exit status is not known"), now));
    }

    void health(String name, Health health) {
        containers.computeIfPresent(name, (key, last) -> new ContainerObservation(key, last.state(), health));
    }

    private void put(String name, State state) {
        containers.computeIfPresent(name, (key, last) -> new ContainerObservation(key, state, last.health()));
    }

    private State state(String name) {
        ContainerObservation last = containers.get(name);
        return last == null ? new State.Waiting() : last.state();
    }

    void stop() {
        stopping = true;
    }

    boolean ended() {
        return containers.values().stream().allMatch(each -> each.state() instanceof State.Exited);
    }

    TaskLaunch launch() {
        return launch;
    }

    TaskObservation observation() {
        List<PortBinding> bindings = launch.definition().containerDefinitions().stream()
                .flatMap(container -> container.portMappings().stream()
                        .map(port -> new PortBinding(
                                container.name(), port.containerPort(), "tcp", "127.0.0.1", port.containerPort())))
                .toList();
        return new TaskObservation(launch.task(), List.copyOf(containers.values()), bindings);
    }
}
