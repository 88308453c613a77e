package dev.kecs.emulator.pass;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// S3's virtual-hosted style: SDKs write a bucket in front of the endpoint's own host name, `bucket.localhost:8080`.
/// Emulators know other host names than this API's, so the bucket is written in front of the path instead.
///
/// @param host the Host header to send
/// @param target path and query to send
record BucketHost(String host, String target) {
    private static final Pattern VIRTUAL = Pattern.compile(
            "([a-z0-9][a-z0-9.-]*?)\\.(?:s3[a-z0-9.-]*\\.)?(localhost(?::\\d+)?)", Pattern.CASE_INSENSITIVE);

    /// This API's name inside pods, which an emulator would take for a bucket's and another host's.
    private static final Pattern INSIDE_PODS =
            Pattern.compile("(?<![^.])kecs\\.internal(?=(:\\d+)?$)", Pattern.CASE_INSENSITIVE);

    /// @param s3 whether the request is one of S3; others have no buckets
    static BucketHost of(String host, String target, boolean s3) {
        String known = s3 ? INSIDE_PODS.matcher(host).replaceFirst("localhost") : host;
        Matcher virtual = VIRTUAL.matcher(known);
        return s3 && virtual.matches() && !virtual.group(1).startsWith("s3")
                ? new BucketHost(virtual.group(2), "/" + virtual.group(1) + target)
                : new BucketHost(known, target);
    }
}
