package dev.kecs.forwardconfig.agent;

import dev.kecs.config.ConfigValue.Text;
import dev.kecs.config.Mistakes;
import dev.kecs.config.Section;
import dev.kecs.forwardconfig.DurationText;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who is told that a forward was lost, and that it is back.
///
/// @param after how long a forward waits before it counts as lost
/// @param desktop by the desktop's own notifications
/// @param command by this program with its arguments; empty for none
/// @param webhook by a POST of JSON
public record Notifications(
        Duration after,
        boolean desktop,
        List<String> command,
        @Nullable URI webhook) {
    private static final Duration AFTER = Duration.ofSeconds(2);

    public Notifications {
        command = List.copyOf(command);
    }

    static Notifications read(Section section, Mistakes mistakes) {
        Notifications read = new Notifications(
                DurationText.read(section, "after", mistakes).orElse(AFTER),
                section.flag("desktop").orElse(false),
                section.texts("command").stream().map(Text::text).toList(),
                section.text("webhook").flatMap(given -> uri(given, mistakes)).orElse(null));
        if (!read.desktop && read.command.isEmpty() && read.webhook == null && !section.has("webhook")) {
            mistakes.add(section.at(), "notifications needs desktop: true, a command or a webhook");
        }
        return read;
    }

    private static Optional<URI> uri(Text given, Mistakes mistakes) {
        try {
            URI uri = new URI(given.text());
            if (uri.getHost() != null
                    && uri.getPort() <= 65_535
                    && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return Optional.of(uri);
            }
        } catch (URISyntaxException e) {
            // Told below.
        }
        mistakes.add(given.at(), "webhook: '" + given.text() + "' is no http or https URL");
        return Optional.empty();
    }
}
