package dev.kecs.server.instance;

import dev.kecs.protocol.paths.InstanceName;
import dev.kecs.protocol.paths.InstancePaths;
import dev.kecs.server.engine.EngineKind;
import dev.kecs.server.settings.KubernetesOptions;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What kecs-server is started with.
///
/// @param apiPort 0 picks a free one
/// @param distribution the image's root, where the built-in programs are
/// @param engine what runs tasks
/// @param services whether services shall get their tasks
/// @param traefik whether new clusters get a host port for their HTTP routes; empty when `kecs.yaml` decides
/// @param awsEmulator a kind, `none` or a URL; empty for what kecs.yaml says
/// @param kubernetes what the command line says of the Kubernetes cluster
/// @param environment this process's own
public record Settings(
        InstancePaths paths,
        int apiPort,
        String bindAddress,
        EngineKind engine,
        Services services,
        Path distribution,
        Optional<Boolean> traefik,
        Optional<String> awsEmulator,
        KubernetesOptions kubernetes,
        Map<String, String> environment) {
    private static final String USAGE = "usage: kecs-server --home DIRECTORY --instance NAME [--api-port PORT] "
            + "[--bind ADDRESS] [--engine process|kubernetes|k3d] [--kubeconfig FILE] [--context NAME] [--services run|rest] [--traefik true|false] "
            + "[--aws-emulator KIND|URL]";

    /// The variable that decides about Traefik where the command line does not.
    public static final String TRAEFIK_FEATURE = "KECS_FEATURES_TRAEFIK";

    /// Whether services shall get their tasks.
    public enum Services {
        RUN,
        /// What runs is found and can be ended, and nothing is started: for a server that shall only end what
        /// another left behind.
        REST
    }

    /// @throws IllegalArgumentException with the usage, when the arguments are not understood
    public static Settings of(String[] arguments, Path distribution, Map<String, String> environment) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            given.put(arguments[i], arguments[i + 1]);
        }
        String home = given.remove("--home");
        String instance = given.remove("--instance");
        String port = given.getOrDefault("--api-port", "0");
        String bind = given.getOrDefault("--bind", "127.0.0.1");
        String engine = given.getOrDefault("--engine", EngineKind.PROCESS.word());
        String services = given.getOrDefault("--services", "run");
        String traefik = given.getOrDefault("--traefik", environment.getOrDefault(TRAEFIK_FEATURE, ""));
        Optional<String> emulator = Optional.ofNullable(given.get("--aws-emulator"));
        KubernetesOptions kubernetes = new KubernetesOptions(
                Optional.ofNullable(given.get("--kubeconfig")).map(Path::of),
                Optional.ofNullable(given.get("--context")));
        given.keySet()
                .removeAll(List.of(
                        "--api-port",
                        "--bind",
                        "--engine",
                        "--kubeconfig",
                        "--context",
                        "--services",
                        "--traefik",
                        "--aws-emulator"));
        if (home == null
                || instance == null
                || arguments.length % 2 != 0
                || !given.isEmpty()
                || !List.of("run", "rest").contains(services)) {
            throw new IllegalArgumentException(USAGE);
        }
        return new Settings(
                InstancePaths.of(Path.of(home), new InstanceName(instance)),
                Integer.parseInt(port),
                bind,
                EngineKind.of(engine),
                services.equals("rest") ? Services.REST : Services.RUN,
                distribution,
                flag(traefik),
                emulator,
                kubernetes,
                environment);
    }

    private static Optional<Boolean> flag(String text) {
        return switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            case "" -> Optional.empty();
            default ->
                throw new IllegalArgumentException(
                        TRAEFIK_FEATURE + " and --traefik are true or false, not '" + text + "'");
        };
    }
}
