package dev.kecs.cli.instance;

import dev.kecs.cli.console.CommandFailure;
import dev.kecs.cli.console.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What an instance was started with, kept in `instance.json` so that it is started the same way again.
record Choices(
        OptionalInt port,
        Optional<String> bind,
        Optional<String> engine,
        KubernetesChoice kubernetes,
        Optional<Boolean> traefik,
        Optional<String> awsEmulator) {

    private static final String PORT = "apiPort";
    private static final String BIND = "bindAddress";
    private static final String ENGINE = "engine";
    private static final String KUBECONFIG = "kubeconfig";
    private static final String CONTEXT = "context";
    private static final String TRAEFIK = "traefik";
    private static final String AWS_EMULATOR = "awsEmulator";

    /// Nothing is remembered where the file is absent.
    static Choices read(Path file) {
        if (!Files.exists(file)) {
            return new Choices(
                    OptionalInt.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    KubernetesChoice.OPEN,
                    Optional.empty(),
                    Optional.empty());
        }
        try {
            JsonNode json = JsonMapper.shared().readTree(Files.readAllBytes(file));
            JsonNode port = json.path(PORT);
            return new Choices(
                    port.isInt() ? OptionalInt.of(port.asInt()) : OptionalInt.empty(),
                    json.path(BIND).asStringOpt(),
                    json.path(ENGINE).asStringOpt(),
                    new KubernetesChoice(
                            json.path(KUBECONFIG).asStringOpt(),
                            json.path(CONTEXT).asStringOpt()),
                    json.path(TRAEFIK).isBoolean()
                            ? Optional.of(json.path(TRAEFIK).asBoolean())
                            : Optional.empty(),
                    json.path(AWS_EMULATOR).asStringOpt());
        } catch (IOException | JacksonException unreadable) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    file + " cannot be read: " + unreadable.getMessage(),
                    "Remove it; it holds only what kecs start was told: port, bind address, engine, Kubernetes cluster, Traefik, AWS emulator.");
        }
    }

    /// Replaces the file in one step.
    void write(Path file) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        port.ifPresent(number -> json.put(PORT, number));
        bind.ifPresent(address -> json.put(BIND, address));
        engine.ifPresent(name -> json.put(ENGINE, name));
        kubernetes.kubeconfig().ifPresent(path -> json.put(KUBECONFIG, path));
        kubernetes.context().ifPresent(name -> json.put(CONTEXT, name));
        traefik.ifPresent(on -> json.put(TRAEFIK, on));
        awsEmulator.ifPresent(kind -> json.put(AWS_EMULATOR, kind));
        Path fresh = file.resolveSibling(
                file.getFileName() + "." + ProcessHandle.current().pid());
        try {
            Files.writeString(fresh, json + "\n");
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException refused) {
            throw new CommandFailure(
                    ExitCode.FAILED, file + " cannot be written: " + refused, "Free some space, or run: kecs doctor");
        }
    }
}
