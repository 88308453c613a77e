package dev.kecs.engine.process;

import dev.kecs.ecs.engine.TaskLaunch;
import dev.kecs.ecs.engine.environment.ContainerEnvironment;
import dev.kecs.ecs.engine.environment.FetchedValues;
import dev.kecs.engine.process.image.ImageRule;
import dev.kecs.engine.process.image.Images;
import dev.kecs.engine.process.shim.ContainerProcess;
import dev.kecs.engine.process.task.ContainerPlan;
import dev.kecs.engine.process.task.ContainerPlan.HealthPlan;
import dev.kecs.engine.process.task.TaskDirectory;
import dev.kecs.engine.process.task.TaskPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.HealthCheck;

/// Turns a launch into a plan: leases the address and ports, resolves images to commands, merges
/// environments. Thread-safe.
final class TaskPlanner {
    private static final List<String> INHERITED = List.of("PATH", "HOME", "LANG", "TMPDIR");
    private static final int STOP_TIMEOUT_SECONDS = 30;
    private final ProcessSettings settings;

    TaskPlanner(ProcessSettings settings) {
        this.settings = settings;
    }

    /// What is planned for, and what its containers refer to.
    private record Order(TaskLaunch launch, FetchedValues fetched, TaskPorts ports) {}

    TaskPlan plan(TaskLaunch launch, FetchedValues fetched, TaskDirectory directory) {
        TaskPorts ports =
                new TaskPorts(settings.leases(), settings.images()).lease(launch.definition(), directory.path());
        Order order = new Order(launch, fetched, ports);
        List<ContainerPlan> containers = launch.definition().containerDefinitions().stream()
                .map(container -> container(order, container, directory))
                .toList();
        return new TaskPlan(launch.task().toString(), ports.own(), ports.bindings(), containers);
    }

    private ContainerPlan container(Order order, ContainerDefinition definition, TaskDirectory directory) {
        Optional<ContainerOverride> override = order.launch().overrides().containerOverrides().stream()
                .filter(each -> definition.name().equals(each.name()))
                .findFirst();
        Optional<ImageRule> rule = settings.images().find(definition.image());
        Path own = directory.container(definition.name());
        Path working = Optional.ofNullable(definition.workingDirectory())
                .map(Path::of)
                .or(() -> rule.flatMap(ImageRule::directory))
                .orElse(own);
        List<String> command = new ArrayList<>(
                definition.entryPoint().isEmpty()
                        ? rule.map(ImageRule::command).orElse(List.of())
                        : definition.entryPoint());
        command.addAll(override.filter(ContainerOverride::hasCommand)
                .map(ContainerOverride::command)
                .orElse(definition.command()));
        Map<String, String> environment = environment(order, definition, rule);
        Optional<String> failure = rule.isEmpty()
                ? Optional.of(Images.cannotPull(definition.image()))
                : cannotStart(command.getFirst(), working, environment);
        return new ContainerPlan(
                definition.name(), command, working.toString(), environment, terms(definition), failure);
    }

    private Map<String, String> environment(Order order, ContainerDefinition definition, Optional<ImageRule> rule) {
        TaskLaunch launch = order.launch();
        TaskPorts ports = order.ports();
        Map<String, String> environment = new HashMap<>();
        for (String name : INHERITED) {
            Optional.ofNullable(settings.surroundings().environment().get(name))
                    .ifPresent(value -> environment.put(name, value));
        }
        rule.ifPresent(found -> environment.putAll(found.environment()));
        environment.putAll(ContainerEnvironment.of(launch, definition, order.fetched()));
        String id = launch.task().id();
        environment.put(ContainerProcess.MARKER, id + "/" + definition.name());
        environment.put("KECS_TASK_ID", id);
        environment.put("KECS_TASK_IP", ports.address());
        environment.put("KECS_TASK_DEFINITION", launch.revision().familyAndRevision());
        environment.putIfAbsent("AWS_REGION", launch.task().scope().region());
        settings.surroundings()
                .metadata()
                .of(launch.task(), definition.name())
                .ifPresent(url -> environment.put("ECS_CONTAINER_METADATA_URI_V4", url));
        firstPort(ports, definition, "tcp").ifPresent(port -> environment.putIfAbsent("PORT", port));
        firstPort(ports, definition, "udp").ifPresent(port -> environment.putIfAbsent("UDP_PORT", port));
        environment.putAll(settings.surroundings().services().missing(launch.task(), environment));
        return environment;
    }

    private static Optional<String> firstPort(TaskPorts ports, ContainerDefinition container, String protocol) {
        return ports.bindings().stream()
                .filter(binding -> binding.container().equals(container.name())
                        && binding.protocol().equals(protocol))
                .map(binding -> Integer.toString(binding.port()))
                .findFirst();
    }

    private static Optional<String> cannotStart(String program, Path working, Map<String, String> environment) {
        if (!Files.isDirectory(working)) {
            return Optional.of("CannotStartContainerError: the working directory " + working + " does not exist");
        }
        boolean found = program.contains("/")
                ? Files.isExecutable(working.resolve(program))
                : List.of(environment.getOrDefault("PATH", "/usr/bin:/bin").split(":", -1)).stream()
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
        return found
                ? Optional.empty()
                : Optional.of("CannotStartContainerError: exec: \"" + program
                        + "\": no such executable file; correct the image's rule in kecs.yaml or the entryPoint");
    }

    private static ContainerPlan.Terms terms(ContainerDefinition definition) {
        Map<String, String> dependsOn = new HashMap<>();
        definition.dependsOn().forEach(each -> dependsOn.put(each.containerName(), each.conditionAsString()));
        return new ContainerPlan.Terms(
                dependsOn,
                Optional.ofNullable(definition.stopTimeout()).orElse(STOP_TIMEOUT_SECONDS),
                Optional.ofNullable(definition.healthCheck()).map(TaskPlanner::health));
    }

    /// Defaults are those of the ECS API reference, `HealthCheck`.
    private static HealthPlan health(HealthCheck check) {
        List<String> words = check.command();
        List<String> command = "CMD-SHELL".equals(words.getFirst())
                ? List.of("/bin/sh", "-c", words.getLast())
                : "CMD".equals(words.getFirst()) ? words.subList(1, words.size()) : words;
        return new HealthPlan(
                command,
                Optional.ofNullable(check.interval()).orElse(30),
                Optional.ofNullable(check.timeout()).orElse(5),
                Optional.ofNullable(check.retries()).orElse(3),
                Optional.ofNullable(check.startPeriod()).orElse(0));
    }
}
