package dev.kecs.emulator;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/// What the user chose.
///
/// @param url where an [EmulatorKind#EXTERNAL] one answers; empty for the others
/// @param container what counts for LocalStack only
public record EmulatorSettings(EmulatorKind kind, Optional<URI> url, Container container) {
    /// The last LocalStack that starts without an account.
    public static final String DEFAULT_IMAGE = "localstack/localstack:4.14.0";

    public EmulatorSettings {
        if (kind == EmulatorKind.EXTERNAL && url.isEmpty()) {
            throw new IllegalArgumentException("an external AWS emulator needs its url: write awsEmulator.url in"
                    + " kecs.yaml, or run: kecs start --aws-emulator http://127.0.0.1:4566");
        }
    }

    /// @param persist whether it gets a volume that outlives it
    /// @param services the only ones to load; empty for all
    public record Container(String image, boolean persist, List<String> services) {
        public static final Container DEFAULT = new Container(DEFAULT_IMAGE, false, List.of());

        public Container {
            services = List.copyOf(services);
        }
    }
}
