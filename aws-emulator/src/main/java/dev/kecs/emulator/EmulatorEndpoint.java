package dev.kecs.emulator;

import java.net.URI;

/// Where the emulator is reached from this host.
///
/// @param url without a path: `http://127.0.0.1:4566`
public record EmulatorEndpoint(URI url) {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    public String host() {
        return url.getHost();
    }

    public int port() {
        if (url.getPort() > 0) {
            return url.getPort();
        }
        return "https".equals(url.getScheme()) ? HTTPS : HTTP;
    }
}
