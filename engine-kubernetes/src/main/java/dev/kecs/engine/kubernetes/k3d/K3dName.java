package dev.kecs.engine.kubernetes.k3d;

import dev.kecs.ecs.name.ClusterArn;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;

/// What k3d calls the Kubernetes cluster of an ECS cluster: `kecs-<instance>-<cluster>-<hash>`, made of lower-case
/// letters, digits and hyphens, at most 32 of them (source: k3d, `ClusterNameMaxLength`). The hash tells apart
/// what the rest does not: longer names, other letters, regions, accounts, instances of other homes.
record K3dName(String value) {
    private static final int LONGEST = 32;
    private static final int HASH = 8;

    /// @param instance its directory, whose last name is its own
    static K3dName of(Path instance, ClusterArn cluster) {
        String readable = "kecs-" + instance.getFileName() + "-" + cluster.name();
        String legal =
                readable.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "-").replaceAll("-{2,}", "-");
        String begin =
                legal.substring(0, Math.min(legal.length(), LONGEST - HASH - 1)).replaceAll("-+$", "");
        return new K3dName(begin + "-" + hash(instance.toAbsolutePath() + " " + cluster));
    }

    /// What tells this instance's clusters from others in Docker.
    static String mark(Path instance) {
        return instance.getFileName() + "-" + hash(instance.toAbsolutePath().toString());
    }

    /// k3d's name of the cluster's network, and the beginning of all its containers' names.
    String prefixed() {
        return "k3d-" + value;
    }

    /// The volume over which k3d brings images in.
    String imageVolume() {
        return prefixed() + "-images";
    }

    /// The container that is the only node.
    String node() {
        return prefixed() + "-server-0";
    }

    String loadBalancer() {
        return prefixed() + "-serverlb";
    }

    private static String hash(String of) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(of.getBytes(StandardCharsets.UTF_8));
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < HASH / 2; i++) {
                text.append(String.format(Locale.ROOT, "%02x", digest[i]));
            }
            return text.toString();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
