package dev.kecs.emulator.run;

import dev.kecs.emulator.EmulatorEndpoint;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;

/// Somebody else runs it: it is asked every five seconds whether it is still there, since nothing tells of its end.
record ExternalMeans(URI url, Health health) implements Means {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    @Override
    public Running findOrStart(Consumer<String> steps) {
        EmulatorEndpoint endpoint = new EmulatorEndpoint(url);
        return new Running() {
            @Override
            public EmulatorEndpoint endpoint() {
                return endpoint;
            }

            @Override
            public String healthPath() {
                return "/";
            }

            @Override
            public boolean hasEnded() {
                return false;
            }

            @Override
            public void awaitEnd() throws InterruptedException {
                do {
                    Thread.sleep(BETWEEN_LOOKS);
                } while (health.answers(endpoint, healthPath()));
            }

            @Override
            public void leave() {}
        };
    }

    @Override
    public void end() {}

    @Override
    public Duration patience() {
        return Duration.ofSeconds(10);
    }
}
