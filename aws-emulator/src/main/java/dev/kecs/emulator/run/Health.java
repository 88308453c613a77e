package dev.kecs.emulator.run;

import dev.kecs.emulator.EmulatorEndpoint;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/// Asks an emulator whether it can be used.
record Health(HttpClient client) {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int SERVER_ERROR = 500;

    /// Whether `GET` of that path is answered, with anything but a server's error.
    boolean answers(EmulatorEndpoint endpoint, String path) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(endpoint.url() + path))
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(LIMIT)
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() < SERVER_ERROR;
        } catch (IOException notYet) {
            return false;
        }
    }
}
