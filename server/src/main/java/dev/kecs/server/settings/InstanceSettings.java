package dev.kecs.server.settings;

import dev.kecs.config.ConfigDocument;
import dev.kecs.config.ConfigValue.Text;
import dev.kecs.config.InvalidConfigException;
import dev.kecs.config.Mistakes;
import dev.kecs.config.Section;
import dev.kecs.engine.process.image.ImageRule;
import dev.kecs.forwardconfig.agent.AgentSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What `kecs.yaml` says.
///
/// @param account twelve digits: whose resources all are
/// @param allowedHosts names by which the API may be called besides local ones, lower case
/// @param images in the file's order
/// @param k3d of Kubernetes clusters that k3d makes
public record InstanceSettings(
        String account,
        Set<String> allowedHosts,
        List<ImageRule> images,
        TraefikSettings traefik,
        K3dWish k3d,
        EmulatorWish awsEmulator,
        KubernetesSettings kubernetes) {
    /// What holds where the file says nothing (the account is a KECS decision).
    public static final InstanceSettings DEFAULT = new InstanceSettings(
            "000000000000",
            Set.of(),
            List.of(),
            TraefikSettings.DEFAULT,
            K3dWish.DEFAULT,
            EmulatorWish.NONE,
            KubernetesSettings.DEFAULT);

    public InstanceSettings {
        allowedHosts = Set.copyOf(allowedHosts);
        images = List.copyOf(images);
    }

    /// The defaults where there is no such file.
    ///
    /// @throws InvalidConfigException naming every mistake with its line and column
    public static InstanceSettings read(Path file) throws IOException, InvalidConfigException {
        if (!Files.exists(file)) {
            return DEFAULT;
        }
        Mistakes mistakes = new Mistakes(file.toString());
        Section root = ConfigDocument.read(file, mistakes);
        String account = root.text("accountId")
                .filter(given -> isAccount(given, mistakes))
                .map(Text::text)
                .orElse(DEFAULT.account());
        Set<String> hosts = new LinkedHashSet<>();
        for (Text host : root.texts("allowedHosts")) {
            if (host.text().matches("[A-Za-z0-9.-]+|\\[[0-9A-Fa-f:]+]")) {
                hosts.add(host.text().toLowerCase(Locale.ROOT));
            } else {
                mistakes.add(host.at(), "allowedHosts: '" + host.text() + "' is no host name; write it without a port");
            }
        }
        ImageRules rules = new ImageRules(file.toAbsolutePath().resolveSibling(""), mistakes);
        List<ImageRule> images = root.sections("images", rules::read);
        TraefikSettings traefik = root.section("traefik", TraefikSettings::read).orElse(TraefikSettings.DEFAULT);
        K3dWish k3d = root.section("k3d", K3dWish::read).orElse(K3dWish.DEFAULT);
        EmulatorWish emulator = root.section(EmulatorWish.KEY, section -> EmulatorWish.read(section, mistakes))
                .orElse(EmulatorWish.NONE);
        KubernetesSettings kubernetes = root.section(
                        "kubernetes", section -> KubernetesSettings.read(section, file, mistakes))
                .orElse(KubernetesSettings.DEFAULT);
        // The agent's part: nothing of it is wanted here, but its mistakes are told when the instance starts.
        AgentSettings.read(root, file, mistakes);
        root.refuseOthers();
        mistakes.refuseIfAny();
        return new InstanceSettings(account, hosts, images, traefik, k3d, emulator, kubernetes);
    }

    private static boolean isAccount(Text given, Mistakes mistakes) {
        boolean fits = given.text().matches("\\d{12}");
        if (!fits) {
            mistakes.add(given.at(), "accountId is twelve digits, not '" + given.text() + "'");
        }
        return fits;
    }
}
