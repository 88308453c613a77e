package dev.kecs.engine.kubernetes.exec;

import dev.kecs.ecs.engine.TaskCommand;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.WebSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Where a command runs.
///
/// @param container the pod's name of it
public record PodContainer(KubernetesClient client, String namespace, String pod, String container) {
    /// Of the API server's connection for a command (source: the Kubernetes API reference, "connect GET requests to
    /// exec of Pod").
    URI uri(TaskCommand.Request request) {
        boolean terminal = request.terminal().isPresent();
        List<String> flags = List.of(
                "container=" + encoded(container),
                "stdin=" + (request.input() || terminal),
                "stdout=true",
                "stderr=" + !terminal,
                "tty=" + terminal);
        String query = Stream.concat(flags.stream(), request.words().stream().map(word -> "command=" + encoded(word)))
                .collect(Collectors.joining("&"));
        String master = client.getMasterUrl().toString();
        return WebSocket.toWebSocketUri(URI.create((master.endsWith("/") ? master : master + "/") + "api/v1/namespaces/"
                + namespace + "/pods/" + pod + "/exec?" + query));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
