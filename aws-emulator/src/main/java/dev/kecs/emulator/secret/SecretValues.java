package dev.kecs.emulator.secret;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asks Secrets Manager and the parameter store for one value.
record SecretValues(EmulatorCalls calls) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    CompletableFuture<String> value(SecretName name) {
        return switch (name) {
            case SecretName.NamedSecret secret -> secret(secret, secret.ids()).thenApply(text -> part(text, secret));
            case SecretName.NamedParameter parameter -> parameter(parameter, parameter.names());
        };
    }

    private CompletableFuture<String> secret(SecretName.NamedSecret secret, List<String> ids) {
        Map<String, String> members = new HashMap<>();
        members.put("SecretId", ids.getFirst());
        secret.versionStage().ifPresent(stage -> members.put("VersionStage", stage));
        secret.versionId().ifPresent(version -> members.put("VersionId", version));
        return calls.json(SecretName.SECRETS_MANAGER, secret.region(), "secretsmanager.GetSecretValue", members)
                .thenApply(answer -> answer.path("SecretString")
                        .asStringOpt()
                        .orElseThrow(() -> new CallFailure(
                                "InvalidParameter",
                                secret.ids().getFirst() + " holds binary data, and ECS injects text only")))
                .exceptionallyCompose(failure -> absent(failure) && ids.size() > 1
                        ? secret(secret, ids.subList(1, ids.size()))
                        : CompletableFuture.failedFuture(failure));
    }

    private static boolean absent(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof CallFailure refused && refused.code().equals("ResourceNotFoundException");
    }

    /// The value of the JSON key, where one is named: text as it is, everything else as JSON.
    private static String part(String text, SecretName.NamedSecret secret) {
        if (secret.jsonKey().isEmpty()) {
            return text;
        }
        String key = secret.jsonKey().get();
        JsonNode json;
        try {
            json = JSON.readTree(text);
        } catch (JacksonException noJson) {
            throw new CallFailure("InvalidParameter", "the secret is not JSON, so it has no key '" + key + "'");
        }
        return Optional.ofNullable(json.get(key))
                .map(value -> value.isString() ? value.asString() : value.toString())
                .orElseThrow(() -> new CallFailure(
                        "InvalidParameter", "retrieved secret from Secrets Manager did not contain json key " + key));
    }

    private CompletableFuture<String> parameter(SecretName.NamedParameter parameter, List<String> names) {
        return calls.json(
                        SecretName.PARAMETER_STORE,
                        parameter.region(),
                        "AmazonSSM.GetParameters",
                        Map.of("Names", List.of(names.getFirst()), "WithDecryption", true))
                .thenCompose(answer -> {
                    Optional<String> value =
                            answer.path("Parameters").path(0).path("Value").asStringOpt();
                    if (value.isPresent()) {
                        return CompletableFuture.completedFuture(value.get());
                    }
                    return names.size() > 1
                            ? parameter(parameter, names.subList(1, names.size()))
                            : CompletableFuture.failedFuture(
                                    new CallFailure("invalid parameters", String.join(", ", parameter.names())));
                });
    }
}
