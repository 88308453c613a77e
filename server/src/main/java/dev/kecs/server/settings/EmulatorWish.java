package dev.kecs.server.settings;

import dev.kecs.config.ConfigValue.Text;
import dev.kecs.config.Mistakes;
import dev.kecs.config.Position;
import dev.kecs.config.Section;
import dev.kecs.emulator.EmulatorKind;
import dev.kecs.emulator.EmulatorSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The section `awsEmulator` of `kecs.yaml`. The command line may choose another kind; the rest holds for it where it
/// fits.
///
/// @param kind empty for none
public record EmulatorWish(Optional<EmulatorKind> kind, Optional<URI> url, EmulatorSettings.Container container) {
    public static final EmulatorWish NONE =
            new EmulatorWish(Optional.empty(), Optional.empty(), EmulatorSettings.Container.DEFAULT);

    /// The key of the section.
    static final String KEY = "awsEmulator";

    private static final String NO_EMULATOR = "none";
    private static final List<String> OF_LOCALSTACK = List.of("image", "persist", "services");

    static EmulatorWish read(Section section, Mistakes mistakes) {
        List<String> words = new ArrayList<>(EmulatorKind.words());
        words.add(NO_EMULATOR);
        Optional<String> word = section.oneOf("kind", words);
        Optional<URI> url = section.text("url").flatMap(given -> url(given, mistakes));
        EmulatorSettings.Container container = new EmulatorSettings.Container(
                section.text("image").map(Text::text).orElse(EmulatorSettings.DEFAULT_IMAGE),
                section.flag("persist").orElse(false),
                section.texts("services").stream().map(Text::text).toList());
        Optional<EmulatorKind> kind = word.flatMap(EmulatorKind::of);
        if (word.isEmpty() && section.has("url")) {
            kind = Optional.of(EmulatorKind.EXTERNAL);
        }
        if (kind.equals(Optional.of(EmulatorKind.EXTERNAL)) && !section.has("url")) {
            mistakes.add(section.at("kind"), "kind external needs a url, for example url: http://127.0.0.1:4566");
        }
        if (kind.isPresent() && kind.get() != EmulatorKind.EXTERNAL && section.has("url")) {
            mistakes.add(
                    section.at("url"), "url is of kind external; " + kind.get().word() + " is run by KECS");
        }
        if (kind.isPresent() && kind.get() != EmulatorKind.LOCALSTACK) {
            for (String key : OF_LOCALSTACK) {
                if (section.has(key)) {
                    Position at = section.at(key);
                    mistakes.add(
                            at,
                            key + " is of kind localstack, not of " + kind.get().word());
                }
            }
        }
        return new EmulatorWish(kind, url, container);
    }

    private static Optional<URI> url(Text given, Mistakes mistakes) {
        Optional<URI> url = url(given.text());
        if (url.isEmpty()) {
            mistakes.add(given.at(), "url is http:// or https:// with a host and no path, not '" + given.text() + "'");
        }
        return url;
    }

    private static Optional<URI> url(String text) {
        if (!text.matches("https?://([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:]+])(:\\d{1,5})?/?")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text))
                    .filter(url -> url.getHost() != null);
        } catch (URISyntaxException e) {
            // It looks like an address and is none, as [::::] does.
            return Optional.empty();
        }
    }

    /// With what the command line says.
    ///
    /// @param option a kind, `none`, or the URL of an external one; empty when nothing is said
    /// @return empty for none
    /// @throws IllegalArgumentException when it is none of these, or a URL is missing
    public Optional<EmulatorSettings> settings(Optional<String> option) {
        if (option.isEmpty()) {
            return kind.map(given -> new EmulatorSettings(given, url, container));
        }
        String word = option.get();
        if (word.equals(NO_EMULATOR)) {
            return Optional.empty();
        }
        Optional<URI> given = url(word);
        EmulatorKind chosen = given.isPresent()
                ? EmulatorKind.EXTERNAL
                : EmulatorKind.of(word)
                        .orElseThrow(() -> new IllegalArgumentException("there is no AWS emulator '" + word + "': use "
                                + String.join(", ", EmulatorKind.words()) + ", none, or a URL"));
        return Optional.of(new EmulatorSettings(chosen, given.or(() -> url), container));
    }
}
