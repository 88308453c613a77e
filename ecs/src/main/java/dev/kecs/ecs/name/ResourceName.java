package dev.kecs.ecs.name;

import java.util.regex.Pattern;

/// The pattern that names of clusters, services and families share: up to 255 letters (uppercase and
/// lowercase), numbers, underscores, and hyphens (source: the ECS API reference, `CreateCluster`,
/// `CreateService`, `RegisterTaskDefinition`).
public final class ResourceName {
    private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9_-]{1,255}");

    private ResourceName() {}

    public static boolean isLegal(String name) {
        return LEGAL.matcher(name).matches();
    }

    static void require(String name, String what) {
        if (!isLegal(name)) {
            throw new IllegalArgumentException("Not a " + what + " name: " + name);
        }
    }
}
