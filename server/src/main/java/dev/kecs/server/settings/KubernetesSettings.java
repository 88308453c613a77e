package dev.kecs.server.settings;

import dev.kecs.config.ConfigValue.Text;
import dev.kecs.config.Mistakes;
import dev.kecs.config.Section;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/// What `kecs.yaml` says under `kubernetes:`.
///
/// @param kubeconfig absolute
/// @param context one of the kubeconfig file's
/// @param namespacePrefix what the names of namespaces begin with
public record KubernetesSettings(Optional<Path> kubeconfig, Optional<String> context, String namespacePrefix) {
    static final KubernetesSettings DEFAULT = new KubernetesSettings(Optional.empty(), Optional.empty(), "kecs");

    /// @param file the one that is read: relative paths begin at its directory
    static KubernetesSettings read(Section section, Path file, Mistakes mistakes) {
        Optional<Path> kubeconfig = section.text("kubeconfig").flatMap(given -> path(given, file, mistakes));
        Optional<String> context = section.text("context").map(Text::text);
        String prefix = section.text("namespacePrefix")
                .filter(given -> fits(given, mistakes))
                .map(Text::text)
                .orElse(DEFAULT.namespacePrefix());
        return new KubernetesSettings(kubeconfig, context, prefix);
    }

    /// With what the command line says. Another file's contexts are other ones.
    public KubernetesSettings under(KubernetesOptions options) {
        return new KubernetesSettings(
                options.kubeconfig().or(() -> kubeconfig),
                options.kubeconfig().isPresent()
                        ? options.context()
                        : options.context().or(() -> context),
                namespacePrefix);
    }

    private static Optional<Path> path(Text given, Path file, Mistakes mistakes) {
        try {
            return Optional.of(
                    file.toAbsolutePath().resolveSibling(given.text()).normalize());
        } catch (InvalidPathException e) {
            mistakes.add(given.at(), "kubeconfig: " + e.getReason());
            return Optional.empty();
        }
    }

    private static boolean fits(Text given, Mistakes mistakes) {
        boolean fits = given.text().matches("[a-z0-9]([-a-z0-9]{0,18}[a-z0-9])?");
        if (!fits) {
            mistakes.add(
                    given.at(),
                    "namespacePrefix is at most 20 lower-case letters, digits and hyphens, not '" + given.text() + "'");
        }
        return fits;
    }
}
