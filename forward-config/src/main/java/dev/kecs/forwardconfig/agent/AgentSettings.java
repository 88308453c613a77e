package dev.kecs.forwardconfig.agent;

import dev.kecs.config.ConfigDocument;
import dev.kecs.config.InvalidConfigException;
import dev.kecs.config.Mistakes;
import dev.kecs.config.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// The section `portForward` of `kecs.yaml`. What is null is off.
///
/// @param metricsPort 0 for any port, else where `GET /metrics` is answered on 127.0.0.1
/// @param gatewayPort 0 for any port, else where forwards are reached by host name on 127.0.0.1
public record AgentSettings(
        Retry retry,
        @Nullable Integer metricsPort,
        @Nullable Integer gatewayPort,
        @Nullable Notifications notifications,
        @Nullable Remote remote) {
    public static final AgentSettings DEFAULT = new AgentSettings(Retry.DEFAULT, null, null, null, null);

    /// The key of the section.
    public static final String KEY = "portForward";

    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final int HIGHEST_PORT = 65_535;

    /// Only this section of the file counts here, which may be absent; others are kecs-server's.
    ///
    /// @throws InvalidConfigException with a line for each mistake
    public static AgentSettings of(Path file) throws IOException, InvalidConfigException {
        if (!Files.exists(file)) {
            return DEFAULT;
        }
        Mistakes mistakes = new Mistakes(file.toString());
        AgentSettings read = read(ConfigDocument.read(file, mistakes), file, mistakes);
        mistakes.refuseIfAny();
        return read;
    }

    /// @param root of the whole file
    /// @param file relative paths in it begin at its directory
    public static AgentSettings read(Section root, Path file, Mistakes mistakes) {
        return root.section(KEY, section -> read(section, new Directory(file), mistakes))
                .orElse(DEFAULT);
    }

    private static AgentSettings read(Section section, Directory directory, Mistakes mistakes) {
        return new AgentSettings(
                section.section("retry", retry -> Retry.read(retry, LONGEST_PAUSE, mistakes))
                        .orElse(Retry.DEFAULT),
                boxed(section.number("metricsPort", 0, HIGHEST_PORT)),
                boxed(section.number("gatewayPort", 0, HIGHEST_PORT)),
                section.section("notifications", notifications -> Notifications.read(notifications, mistakes))
                        .orElse(null),
                section.section("remote", remote -> Remote.read(remote, directory, mistakes))
                        .orElse(null));
    }

    private static @Nullable Integer boxed(OptionalInt number) {
        return number.isPresent() ? number.getAsInt() : null;
    }
}
