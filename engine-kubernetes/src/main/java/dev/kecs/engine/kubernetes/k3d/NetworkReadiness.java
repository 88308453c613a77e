package dev.kecs.engine.kubernetes.k3d;

import dev.kecs.ecs.engine.EngineException;
import dev.kecs.engine.kubernetes.reach.PublishedPort;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;

/// Asks again and again. Stateless.
///
/// @param pause between two questions
/// @param limit how long it asks
record NetworkReadiness(Duration pause, Duration limit) implements Readiness {
    private static final int TIMEOUT_MILLIS = 5_000;
    private static final int DIAL_MILLIS = 2_000;
    private static final int MOMENT_MILLIS = 250;

    static final NetworkReadiness USUAL = new NetworkReadiness(Duration.ofMillis(500), Duration.ofMinutes(2));

    @Override
    public void makeNamespace(Config config, String namespace) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        try (KubernetesClient client =
                new KubernetesClientBuilder().withConfig(config).build()) {
            while (true) {
                try {
                    if (client.namespaces().withName(namespace).get() == null) {
                        client.namespaces()
                                .resource(new NamespaceBuilder()
                                        .withNewMetadata()
                                        .withName(namespace)
                                        .endMetadata()
                                        .build())
                                .create();
                    }
                    return;
                } catch (KubernetesClientException notYet) {
                    if (System.nanoTime() > end) {
                        throw new EngineException(
                                "The API server at " + config.getMasterUrl() + " made no namespace within "
                                        + limit.toSeconds() + " s: " + notYet.getMessage(),
                                notYet);
                    }
                    Thread.sleep(pause);
                }
            }
        }
    }

    @Override
    public boolean awaitHttp(int port) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < end) {
            if (answers(port)) {
                return true;
            }
            Thread.sleep(pause);
        }
        return false;
    }

    private static boolean answers(int port) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create("http://127.0.0.1:" + port + "/").toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            try {
                return connection.getResponseCode() > 0;
            } finally {
                connection.disconnect();
            }
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public boolean dials(String address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.ofLiteral(address), port), DIAL_MILLIS);
            return true;
        } catch (ConnectException failure) {
            return String.valueOf(failure.getMessage()).contains("refused");
        } catch (IOException | IllegalArgumentException noWay) {
            return false;
        }
    }

    @Override
    public boolean lasts(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.ofLiteral(PublishedPort.ADDRESS), port), DIAL_MILLIS);
            socket.setSoTimeout(MOMENT_MILLIS);
            return socket.getInputStream().read() >= 0;
        } catch (SocketTimeoutException lasting) {
            return true;
        } catch (IOException ended) {
            return false;
        }
    }
}
