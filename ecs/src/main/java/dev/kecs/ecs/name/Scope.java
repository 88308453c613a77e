package dev.kecs.ecs.name;

import java.util.regex.Pattern;

/// Where a resource lives: the partition `aws`, a region and an account.
///
/// @param region as in the request's credential scope, for example `eu-west-1`
/// @param account twelve digits
public record Scope(String region, String account) {
    private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,32}");
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

    public Scope {
        if (!REGION.matcher(region).matches()) {
            throw new IllegalArgumentException("Not a region: " + region);
        }
        if (!ACCOUNT.matcher(account).matches()) {
            throw new IllegalArgumentException("Not a twelve-digit account id: " + account);
        }
    }

    String arn(String resource) {
        return "arn:aws:ecs:" + region + ":" + account + ":" + resource;
    }
}
