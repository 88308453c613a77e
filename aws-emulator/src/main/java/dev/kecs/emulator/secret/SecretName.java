package dev.kecs.emulator.secret;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a container definition's `valueFrom` names.
///
/// Source: the ECS developer guide, "Pass Secrets Manager secrets through environment variables", and amazon-ecs-agent.
sealed interface SecretName {
    /// `arn:aws:secretsmanager:region:account:secret:name-AbCdEf[:json-key:version-stage:version-id]`; each of the
    /// three
    /// may be empty.
    ///
    /// @param ids the ARN, then the secret's name: local secrets have other accounts and random endings than AWS's
    record NamedSecret(
            String region,
            List<String> ids,
            Optional<String> jsonKey,
            Optional<String> versionStage,
            Optional<String> versionId)
            implements SecretName {}

    /// A parameter's name, or its ARN.
    ///
    /// @param names those that it can stand for: an ARN does not tell `name` from `/name`
    record NamedParameter(String region, List<String> names) implements SecretName {}

    String SECRETS_MANAGER = "secretsmanager";
    String PARAMETER_STORE = "ssm";
    Pattern RANDOM_ENDING = Pattern.compile("(.+)-[A-Za-z0-9]{6}");

    /// @param ownRegion the task's: a name without ARN is of this region
    /// @throws IllegalArgumentException with what is wrong
    static SecretName parse(String valueFrom, String ownRegion) {
        if (!valueFrom.startsWith("arn:")) {
            return new NamedParameter(ownRegion, List.of(valueFrom));
        }
        String[] parts = valueFrom.split(":", 6);
        if (parts.length < 6 || parts[3].isEmpty()) {
            throw new IllegalArgumentException("'" + valueFrom + "' is no ARN of a secret or parameter");
        }
        return switch (parts[2]) {
            case SECRETS_MANAGER -> secret(valueFrom, parts[3], parts[5].split(":", -1));
            case PARAMETER_STORE -> parameter(valueFrom, parts[3], parts[5]);
            default ->
                throw new IllegalArgumentException(
                        "'" + valueFrom + "' is neither a secret of Secrets Manager nor a parameter of SSM");
        };
    }

    private static SecretName secret(String valueFrom, String region, String[] resource) {
        if (!resource[0].equals("secret") || (resource.length != 2 && resource.length != 5) || resource[1].isEmpty()) {
            throw new IllegalArgumentException("an invalid ARN format for the AWS Secrets Manager secret was specified:"
                    + " '" + valueFrom + "'. Specify a valid ARN and try again.");
        }
        String prefix = valueFrom.substring(0, valueFrom.indexOf(":secret:"));
        String arn = prefix + ":secret:" + resource[1];
        Matcher ending = RANDOM_ENDING.matcher(resource[1]);
        List<String> ids = ending.matches() ? List.of(arn, ending.group(1), resource[1]) : List.of(arn, resource[1]);
        return new NamedSecret(region, ids, part(resource, 2), part(resource, 3), part(resource, 4));
    }

    private static Optional<String> part(String[] resource, int index) {
        return Optional.of(resource.length > index ? resource[index] : "").filter(part -> !part.isEmpty());
    }

    private static SecretName parameter(String valueFrom, String region, String resource) {
        if (!resource.startsWith("parameter/") || resource.equals("parameter/")) {
            throw new IllegalArgumentException("'" + valueFrom + "' is no ARN of a parameter");
        }
        String name = resource.substring("parameter/".length());
        return new NamedParameter(region, name.contains("/") ? List.of("/" + name) : List.of(name, "/" + name));
    }
}
