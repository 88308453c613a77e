package dev.kecs.engine.kubernetes.apiserver;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// One HTTP request.
///
/// @param path without the query
/// @param headers by their names in lower case
record ApiRequest(String method, String path, Map<String, String> query, Map<String, String> headers, String body) {
    private static final String END_OF_HEAD = "\r\n\r\n";

    /// @throws IOException when the client has gone
    static ApiRequest read(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf(END_OF_HEAD) < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the client has gone");
            }
            head.append((char) next);
        }
        String[] lines = head.toString().split("\r\n", -1);
        String[] words = lines[0].split(" ", -1);
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line : Arrays.asList(lines).subList(1, lines.length)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        URI target = URI.create(words[1]);
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        return new ApiRequest(
                words[0],
                target.getPath(),
                query(target),
                headers,
                new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }

    private static Map<String, String> query(URI target) {
        return Optional.ofNullable(target.getQuery()).stream()
                .flatMap(all -> Arrays.stream(all.split("&", -1)))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair.length > 1 ? pair[1] : ""));
    }

    boolean isWatch() {
        return "true".equals(query.get("watch")) || "1".equals(query.get("watch"));
    }

    /// `pods` of `/api/v1/namespaces/one/pods/two`.
    String kind() {
        String[] parts = path.split("/", -1);
        return path.contains("/namespaces/") ? parts[5] : parts[3];
    }

    boolean namesOne() {
        return path.split("/", -1).length > (path.contains("/namespaces/") ? 6 : 4);
    }

    /// The labels that an object must have, all of them.
    Map<String, String> labels() {
        return Arrays.stream(query.getOrDefault("labelSelector", "").split(",", -1))
                .filter(each -> !each.isEmpty())
                .map(each -> each.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }
}
