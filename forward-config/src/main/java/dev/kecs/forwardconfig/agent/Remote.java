package dev.kecs.forwardconfig.agent;

import dev.kecs.config.ConfigValue.Text;
import dev.kecs.config.Mistakes;
import dev.kecs.config.Position;
import dev.kecs.config.Section;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The agent's socket over TLS. All of it, or none.
///
/// @param address a literal one
/// @param token a file whose first line a caller must know
/// @param certificate a PEM file: the server's certificate, then those that signed it
/// @param key a PEM file: its private key in PKCS #8
public record Remote(String address, int port, Path token, Path certificate, Path key) {
    private static final Pattern LISTEN = Pattern.compile("(?:\\[([0-9A-Fa-f:]+)]|([0-9.]+)):(\\d{1,5})");
    private static final int HIGHEST = 65_535;
    private static final String ABSENT = "absent";

    static Remote read(Section section, Directory directory, Mistakes mistakes) {
        Optional<Matcher> listen = required(section, "listen", mistakes).flatMap(given -> {
            Matcher form = LISTEN.matcher(given.text());
            boolean fits = form.matches() && Integer.parseInt(form.group(3)) <= HIGHEST;
            if (!fits) {
                mistakes.add(
                        given.at(), "listen: '" + given.text() + "' is not of the form ADDRESS:PORT or [ADDRESS]:PORT");
            }
            return fits ? Optional.of(form) : Optional.empty();
        });
        return new Remote(
                listen.map(form -> form.group(1) == null ? form.group(2) : form.group(1))
                        .orElse(""),
                listen.map(form -> Integer.parseInt(form.group(3))).orElse(0),
                file(section, "token", directory, mistakes),
                file(section, "certificate", directory, mistakes),
                file(section, "key", directory, mistakes));
    }

    private static Path file(Section section, String key, Directory directory, Mistakes mistakes) {
        Optional<Text> given = required(section, key, mistakes);
        try {
            return directory.resolve(given.map(Text::text).orElse(ABSENT));
        } catch (InvalidPathException e) {
            // For example a letter that this system's locale does not have.
            given.ifPresent(
                    text -> mistakes.add(text.at(), key + ": '" + text.text() + "' is no path here: " + e.getReason()));
            return directory.resolve(ABSENT);
        }
    }

    private static Optional<Text> required(Section section, String key, Mistakes mistakes) {
        Optional<Text> given = section.text(key);
        if (given.isEmpty() && !section.has(key)) {
            Position at = section.at();
            mistakes.add(at, "remote needs listen, token, certificate and key: " + key + " is missing");
        }
        return given;
    }
}
