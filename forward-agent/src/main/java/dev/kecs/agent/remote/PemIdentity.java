package dev.kecs.agent.remote;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// Who a TLS server says it is, from files in PEM (RFC 7468). Stateless.
final class PemIdentity {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final List<String> KINDS = List.of("EC", "RSA", "EdDSA");

    private PemIdentity() {}

    /// @param certificates the server's own first, then those that signed it
    /// @param key in PKCS #8, not encrypted
    static SSLContext read(Path certificates, Path key) throws IOException, GeneralSecurityException {
        Certificate[] chain;
        try (InputStream in = Files.newInputStream(certificates)) {
            chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(in)
                    .toArray(Certificate[]::new);
        }
        if (chain.length == 0) {
            throw new GeneralSecurityException(certificates + " has no certificate");
        }
        char[] none = {};
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, none);
        store.setKeyEntry("agent", privateKey(key), none, chain);
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, none);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static PrivateKey privateKey(Path file) throws IOException, GeneralSecurityException {
        Matcher found = KEY.matcher(Files.readString(file));
        if (!found.find()) {
            throw new GeneralSecurityException(
                    file + " has no '-----BEGIN PRIVATE KEY-----'; openssl pkcs8 -topk8 -nocrypt makes it of another");
        }
        PKCS8EncodedKeySpec bytes =
                new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(found.group(1)));
        List<String> refused = new ArrayList<>();
        for (String kind : KINDS) {
            try {
                return KeyFactory.getInstance(kind).generatePrivate(bytes);
            } catch (InvalidKeySpecException e) {
                refused.add(kind + ": " + e.getMessage());
            }
        }
        throw new GeneralSecurityException(file + " holds no key of a known kind: " + refused);
    }
}
