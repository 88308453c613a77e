package dev.kecs.api.http;

import com.sun.net.httpserver.Headers;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which service a request is meant for, by the signs that AWS's clients leave.
///
/// | sign                                                          | who leaves it                    |
/// |---------------------------------------------------------------|----------------------------------|
/// | `X-Amz-Target` of ECS                                         | ECS's clients, however they sign |
/// | credential scope in `Authorization`                           | every signed request             |
/// | credential scope in the query's `X-Amz-Credential`            | presigned URLs                   |
/// | `X-Amz-Target` of another service                             | unsigned requests that are JSON  |
/// | `Authorization: AWS key:…`, `AWSAccessKeyId` in the query     | old clients of S3                |
///
/// @param service as in a credential scope
/// @param operation its name where a header or the query tells it, else method and path
record ServiceCall(String service, String operation, Shape shape) {
    static final String ECS = "ecs";
    static final String S3 = "s3";
    static final String ECS_TARGET = "AmazonEC2ContainerServiceV20141113.";

    private static final Pattern SCOPE =
            Pattern.compile("Credential=[^/,\\s]*/\\d{8}/[A-Za-z0-9-]*/([a-z0-9-]{1,64})/");
    private static final Pattern QUERY_SCOPE = Pattern.compile(
            "[?&]X-Amz-Credential=[^&/%]*(?:/|%2F)\\d{8}(?:/|%2F)[A-Za-z0-9-]*(?:/|%2F)([a-z0-9-]{1,64})",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern ACTION = Pattern.compile("(?:^|[?&])Action=([A-Za-z0-9]{1,64})");
    private static final Pattern TARGET = Pattern.compile("([A-Za-z0-9_]{1,64})\\.([A-Za-z0-9]{1,64})");
    /// Target prefixes that say little about the service's name in a credential scope.
    private static final Map<String, String> SERVICES = Map.of("AmazonSSM", "ssm", "AmazonSQS", "sqs");

    /// How the service tells errors.
    enum Shape {
        JSON,
        XML,
        S3
    }

    /// Empty when the request bears no sign of a service.
    static Optional<ServiceCall> of(String method, URI uri, Headers headers) {
        String target = headers.getFirst("X-Amz-Target");
        if (target != null && target.startsWith(ECS_TARGET)) {
            return Optional.of(new ServiceCall(ECS, target.substring(ECS_TARGET.length()), Shape.JSON));
        }
        return service(uri, headers.getFirst("Authorization"), target)
                .map(service -> new ServiceCall(
                        service,
                        operation(target, uri).orElseGet(() -> method + " " + uri.getRawPath()),
                        shape(service, target, headers.getFirst("Content-Type"), uri)));
    }

    private static Optional<String> service(URI uri, @Nullable String authorization, @Nullable String target) {
        if (authorization != null) {
            Matcher scope = SCOPE.matcher(authorization);
            if (scope.find()) {
                return Optional.of(scope.group(1));
            }
            if (authorization.startsWith("AWS ")) {
                return Optional.of(S3);
            }
        }
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        Matcher presigned = QUERY_SCOPE.matcher(query);
        if (presigned.find()) {
            return Optional.of(presigned.group(1).toLowerCase(Locale.ROOT));
        }
        if (target != null) {
            return targeted(target).map(found -> SERVICES.getOrDefault(found.group(1), lower(found.group(1))));
        }
        return query.contains("AWSAccessKeyId=") ? Optional.of(S3) : Optional.empty();
    }

    private static String lower(String prefix) {
        return prefix.toLowerCase(Locale.ROOT).replaceFirst("^amazon", "").replaceFirst("_\\d{8}$", "");
    }

    private static Optional<Matcher> targeted(String target) {
        Matcher matcher = TARGET.matcher(target);
        return matcher.matches() ? Optional.of(matcher) : Optional.empty();
    }

    private static Optional<String> operation(@Nullable String target, URI uri) {
        if (target != null) {
            return targeted(target).map(found -> found.group(2));
        }
        Matcher action = ACTION.matcher(uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
        return action.find() ? Optional.of(action.group(1)) : Optional.empty();
    }

    private static Shape shape(String service, @Nullable String target, @Nullable String type, URI uri) {
        if (service.equals(S3)) {
            return Shape.S3;
        }
        boolean form = type != null && type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded");
        return target == null
                        && (form || ACTION.matcher("?" + uri.getRawQuery()).find())
                ? Shape.XML
                : Shape.JSON;
    }

    /// The same with the operation that a form's body names.
    ///
    /// @param beginning of the body
    ServiceCall withForm(byte[] beginning) {
        Matcher action = ACTION.matcher(new String(beginning, StandardCharsets.ISO_8859_1));
        return action.find() ? new ServiceCall(service, action.group(1), shape) : this;
    }
}
