package dev.kecs.agent.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A certificate of 127.0.0.1 that signed itself, its key, a token, and a client that trusts it.
record TestIdentity(Path certificate, Path key, Path token, SSLContext client) {
    static final String TOKEN = "0123456789abcdefghijklmnopqrstuvwxyz";
    private static final String PASSWORD = "unguarded";

    static TestIdentity in(Path directory, String... kind)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path store = directory.resolve("store.p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        ProcessBuilder builder = new ProcessBuilder(
                keytool,
                "-genkeypair",
                "-alias",
                "agent",
                "-dname",
                "CN=agent",
                "-ext",
                "san=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD);
        builder.command().addAll(List.of(kind));
        assertThat(builder.inheritIO().start().waitFor()).isZero();
        KeyStore made = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            made.load(in, PASSWORD.toCharArray());
        }
        Certificate certificate = made.getCertificate("agent");
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("agent", certificate);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext client = SSLContext.getInstance("TLS");
        client.init(null, trust.getTrustManagers(), null);
        return new TestIdentity(
                Files.writeString(directory.resolve("certificate.pem"), pem("CERTIFICATE", certificate.getEncoded())),
                secret(
                        directory.resolve("key.pem"),
                        pem(
                                "PRIVATE KEY",
                                made.getKey("agent", PASSWORD.toCharArray()).getEncoded())),
                secret(directory.resolve("token"), TOKEN + "\n"),
                client);
    }

    private static String pem(String label, byte[] content) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END "
                + label + "-----\n";
    }

    static Path secret(Path file, String content) throws IOException {
        Files.writeString(file, content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
}
