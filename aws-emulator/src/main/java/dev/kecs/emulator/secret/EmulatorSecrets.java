package dev.kecs.emulator.secret;

import dev.kecs.ecs.engine.EngineException;
import dev.kecs.ecs.engine.TaskLaunch;
import dev.kecs.ecs.engine.environment.EnvironmentFileText;
import dev.kecs.ecs.engine.environment.FetchedValues;
import dev.kecs.ecs.engine.environment.SecretSource;
import dev.kecs.ecs.engine.environment.TaskReferences;
import dev.kecs.ecs.engine.environment.TaskReferences.FileReference;
import dev.kecs.ecs.engine.environment.TaskReferences.SecretReference;
import dev.kecs.emulator.Emulator;
import dev.kecs.emulator.EmulatorEndpoint;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Fetches from the emulator, as soon as it answers. Every value is fetched once a task, all of them at the same time.
public record EmulatorSecrets(Emulator emulator, HttpClient client) implements SecretSource {
    private static final String PULL = "ResourceInitializationError: unable to pull secrets or registry auth: ";
    private static final String RETRIEVAL = PULL + "execution resource retrieval failed: unable to retrieve ";
    private static final String DOWNLOAD = "ResourceInitializationError: failed to download env files: ";
    private static final Pattern OBJECT = Pattern.compile("arn:[^:]+:s3:::([^/]+)/(.+\\.env)");

    @Override
    public CompletionStage<FetchedValues> fetch(TaskLaunch launch) {
        TaskReferences references = TaskReferences.of(launch);
        if (references.isEmpty()) {
            return CompletableFuture.completedFuture(FetchedValues.NONE);
        }
        String region = launch.task().scope().region();
        String what = references.secrets().isEmpty() ? DOWNLOAD : PULL;
        return emulator.ready()
                .exceptionallyCompose(absent -> CompletableFuture.failedFuture(new EngineException(
                        what + "the AWS emulator does not run: " + cause(absent).getMessage())))
                .thenCompose(endpoint -> fetch(references, endpoint, region));
    }

    private CompletionStage<FetchedValues> fetch(TaskReferences references, EmulatorEndpoint endpoint, String region) {
        EmulatorCalls calls = new EmulatorCalls(client, endpoint);
        SecretValues values = new SecretValues(calls);
        Map<String, CompletableFuture<String>> secrets = new LinkedHashMap<>();
        for (SecretReference reference : references.secrets()) {
            secrets.computeIfAbsent(reference.valueFrom(), valueFrom -> secret(values, valueFrom, region));
        }
        Map<String, CompletableFuture<String>> files = new LinkedHashMap<>();
        for (FileReference reference : references.files()) {
            files.computeIfAbsent(reference.location(), location -> file(calls, location, region));
        }
        List<CompletableFuture<String>> all = new ArrayList<>(secrets.values());
        all.addAll(files.values());
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
                .thenApply(done -> collected(references, secrets, files));
    }

    private static CompletableFuture<String> secret(SecretValues values, String valueFrom, String region) {
        SecretName name;
        try {
            name = SecretName.parse(valueFrom, region);
        } catch (IllegalArgumentException wrong) {
            return CompletableFuture.failedFuture(new EngineException(PULL + wrong.getMessage()));
        }
        String where = switch (name) {
            case SecretName.NamedSecret secret ->
                "secret from asm: failed to fetch secret " + secret.ids().getFirst() + " from secrets manager: ";
            case SecretName.NamedParameter parameter -> "secrets from ssm: ";
        };
        return values.value(name)
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(new EngineException(RETRIEVAL + where
                        + told(cause(failure)) + " (asked the AWS emulator, region " + regionOf(name) + ")")));
    }

    private static String regionOf(SecretName name) {
        return switch (name) {
            case SecretName.NamedSecret secret -> secret.region();
            case SecretName.NamedParameter parameter -> parameter.region();
        };
    }

    private static CompletableFuture<String> file(EmulatorCalls calls, String location, String region) {
        Matcher object = OBJECT.matcher(location);
        if (!object.matches()) {
            return CompletableFuture.failedFuture(new EngineException(DOWNLOAD + "'" + location
                    + "' is no ARN of an S3 object whose name ends in .env, such as arn:aws:s3:::bucket/web.env"));
        }
        return calls.object(region, object.group(1), object.group(2))
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(
                        new EngineException(DOWNLOAD + location + ": " + told(cause(failure)))));
    }

    private static FetchedValues collected(
            TaskReferences references,
            Map<String, CompletableFuture<String>> secrets,
            Map<String, CompletableFuture<String>> files) {
        Map<String, Map<String, String>> ofSecrets = new HashMap<>();
        for (SecretReference reference : references.secrets()) {
            ofSecrets
                    .computeIfAbsent(reference.container(), container -> new HashMap<>())
                    .put(reference.variable(), value(secrets, reference.valueFrom()));
        }
        Map<String, Map<String, String>> ofFiles = new HashMap<>();
        for (FileReference reference : references.files()) {
            Map<String, String> variables =
                    ofFiles.computeIfAbsent(reference.container(), container -> new HashMap<>());
            EnvironmentFileText.variables(value(files, reference.location())).forEach(variables::putIfAbsent);
        }
        return new FetchedValues(ofSecrets, ofFiles);
    }

    private static String value(Map<String, CompletableFuture<String>> done, String name) {
        return Objects.requireNonNull(done.get(name), name).join();
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private static String told(Throwable failure) {
        return failure instanceof CallFailure ? String.valueOf(failure.getMessage()) : failure.toString();
    }
}
