package dev.kecs.forwardconfig;

import dev.kecs.config.ConfigValue.Text;
import dev.kecs.config.Mistakes;
import dev.kecs.config.Section;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Durations as people write them in our files: `500ms`, `30s`, `2m`, `1h`; a number alone means seconds. Stateless.
public final class DurationText {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})(ms|s|m|h|)");

    private DurationText() {}

    /// Empty when the key is absent, or is no duration, which is told.
    public static Optional<Duration> read(Section section, String key, Mistakes mistakes) {
        Optional<Text> given = section.text(key);
        return given.flatMap(text -> {
            Matcher form = FORM.matcher(text.text());
            if (!form.matches()) {
                mistakes.add(
                        text.at(), key + ": '" + text.text() + "' is not a duration such as 500ms, 30s, 2m, 1h or 0");
                return Optional.empty();
            }
            long count = Long.parseLong(form.group(1));
            return Optional.of(
                    switch (form.group(2)) {
                        case "ms" -> Duration.ofMillis(count);
                        case "m" -> Duration.ofMinutes(count);
                        case "h" -> Duration.ofHours(count);
                        default -> Duration.ofSeconds(count);
                    });
        });
    }
}
