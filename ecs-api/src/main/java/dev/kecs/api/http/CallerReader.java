package dev.kecs.api.http;

import dev.kecs.api.action.Caller;
import dev.kecs.ecs.name.Scope;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the region from the credential scope of a Signature Version 4 header; any credentials do, none are
/// checked.
record CallerReader(String account) {
    private static final Pattern CREDENTIAL = Pattern.compile("Credential=[^/,\\s]*/\\d{8}/([a-z0-9-]{1,32})/");
    private static final String DEFAULT_REGION = "us-east-1";

    Caller read(@Nullable String authorization, String host) {
        Matcher scope = CREDENTIAL.matcher(authorization == null ? "" : authorization);
        return new Caller(
                new Scope(scope.find() ? scope.group(1) : DEFAULT_REGION, account), HostCheck.withoutPort(host));
    }
}
