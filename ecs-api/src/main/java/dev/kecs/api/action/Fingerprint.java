package dev.kecs.api.action;

import dev.kecs.awsjson.AwsJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import software.amazon.awssdk.services.ecs.model.EcsRequest;

/// Tells whether two requests say the same.
public final class Fingerprint {
    private static final AwsJson JSON = new AwsJson();

    private Fingerprint() {}

    /// SHA-256 of the request as JSON, in hexadecimal digits.
    public static String of(EcsRequest request) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(JSON.write(request).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
