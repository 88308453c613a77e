package dev.kecs.config;

import dev.kecs.config.ConfigValue.Entries;
import dev.kecs.config.ConfigValue.Entry;
import dev.kecs.config.ConfigValue.Items;
import dev.kecs.config.ConfigValue.Nothing;
import dev.kecs.config.ConfigValue.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/// A mapping whose keys are known beforehand: each is asked for, and [#refuseOthers] names the rest. What is
/// wrong goes to the file's [Mistakes]; the answer is then as if the key were absent. Used by one thread.
public final class Section {
    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,12}");

    private final Entries entries;
    private final Mistakes mistakes;
    private final Set<String> known = new LinkedHashSet<>();

    Section(Entries entries, Mistakes mistakes) {
        this.entries = entries;
        this.mistakes = mistakes;
        Set<String> seen = new LinkedHashSet<>();
        for (Entry entry : entries.entries()) {
            if (!seen.add(entry.key().text())) {
                mistakes.add(entry.key().at(), "key '" + entry.key().text() + "' stands here twice");
            }
        }
    }

    public Position at() {
        return entries.at();
    }

    /// A scalar as it was written.
    public Optional<Text> text(String key) {
        return value(key).flatMap(value -> text(key, value));
    }

    /// A scalar that is one of these.
    public Optional<String> oneOf(String key, List<String> choices) {
        return text(key)
                .filter(given -> {
                    boolean fits = choices.contains(given.text());
                    if (!fits) {
                        mistakes.add(
                                given.at(),
                                key + " is one of " + String.join(", ", choices) + ", not '" + given.text() + "'");
                    }
                    return fits;
                })
                .map(Text::text);
    }

    /// A whole number.
    public OptionalInt number(String key, int least, int most) {
        OptionalInt number = OptionalInt.empty();
        Optional<Text> given = text(key);
        if (given.isPresent()) {
            String text = given.get().text();
            if (WHOLE.matcher(text).matches() && Long.parseLong(text) >= least && Long.parseLong(text) <= most) {
                number = OptionalInt.of(Integer.parseInt(text));
            } else {
                mistakes.add(
                        given.get().at(),
                        key + " is a whole number from " + least + " to " + most + ", not '" + text + "'");
            }
        }
        return number;
    }

    /// `true` or `false`.
    public Optional<Boolean> flag(String key) {
        return oneOf(key, List.of("true", "false")).map(Boolean::valueOf);
    }

    /// A mapping that is a section of its own.
    public <T> Optional<T> section(String key, Function<Section, T> reader) {
        return value(key).flatMap(value -> {
            if (!(value instanceof Entries given)) {
                return this.<Optional<T>>wrong(key, value, "a mapping", Optional.empty());
            }
            Section section = new Section(given, mistakes);
            T read = reader.apply(section);
            section.refuseOthers();
            return Optional.of(read);
        });
    }

    /// A list of mappings, each a section of its own, in the order they were written.
    public <T> List<T> list(String key, Function<Section, T> reader) {
        List<T> read = new ArrayList<>();
        value(key).ifPresent(value -> {
            if (!(value instanceof Items items)) {
                wrong(key, value, "a list", read);
                return;
            }
            for (ConfigValue item : items.values()) {
                if (item instanceof Entries given) {
                    Section section = new Section(given, mistakes);
                    read.add(reader.apply(section));
                    section.refuseOthers();
                } else {
                    wrong(key, item, "a mapping", read);
                }
            }
        });
        return read;
    }

    /// Where a key stands; where the section begins when it is absent.
    public Position at(String key) {
        return entries.entries().stream()
                .filter(entry -> entry.key().text().equals(key))
                .map(entry -> entry.key().at())
                .findFirst()
                .orElse(at());
    }

    /// Whether a key stands there with a value.
    public boolean has(String key) {
        return value(key).isPresent();
    }

    /// A list of scalars.
    public List<Text> texts(String key) {
        return value(key)
                .map(value -> value instanceof Items items
                        ? items.values().stream()
                                .flatMap(item -> text(key, item).stream())
                                .toList()
                        : this.<List<Text>>wrong(key, value, "a list", List.of()))
                .orElse(List.of());
    }

    /// A mapping of scalars to scalars, in the order they were written.
    public Map<String, String> map(String key) {
        Map<String, String> map = new LinkedHashMap<>();
        mapping(key, value -> text(key, value))
                .forEach((name, value) -> value.ifPresent(text -> map.put(name.text(), text.text())));
        return map;
    }

    /// The same, with one entry at least.
    public Map<String, String> filledMap(String key) {
        value(key)
                .filter(value ->
                        value instanceof Entries given && given.entries().isEmpty())
                .ifPresent(_ -> mistakes.add(at(key), key + " needs one entry at least"));
        return map(key);
    }

    /// A mapping whose keys are free and whose values are sections, in the order they were written.
    public <T> List<T> sections(String key, SectionReader<T> reader) {
        List<T> read = new ArrayList<>();
        mapping(
                        key,
                        value -> value instanceof Entries given
                                ? Optional.of(new Section(given, mistakes))
                                : this.<Optional<Section>>wrong(key, value, "a mapping", Optional.empty()))
                .forEach((name, section) -> section.map(given -> {
                            T one = reader.read(name, given);
                            given.refuseOthers();
                            return one;
                        })
                        .ifPresent(read::add));
        return read;
    }

    /// Reads one named section.
    @FunctionalInterface
    public interface SectionReader<T> {
        T read(Text name, Section section);
    }

    private <T> Map<Text, T> mapping(String key, Function<ConfigValue, T> reader) {
        Map<Text, T> map = new LinkedHashMap<>();
        value(key).ifPresent(value -> {
            if (value instanceof Entries given) {
                // Its keys are free, but stand there once each.
                new Section(given, mistakes);
                given.entries().forEach(entry -> map.put(entry.key(), reader.apply(entry.value())));
            } else {
                wrong(key, value, "a mapping", map);
            }
        });
        return map;
    }

    /// Names every key that was not asked for.
    public void refuseOthers() {
        for (Entry entry : entries.entries()) {
            if (!known.contains(entry.key().text())) {
                String key = entry.key().text();
                String meant = Spelling.nearest(key, known)
                        .map(near -> "; did you mean '" + near + "'?")
                        .orElse("");
                mistakes.add(
                        entry.key().at(),
                        "unknown key '" + key + "'" + meant + "; known here: " + String.join(", ", known));
            }
        }
    }

    private Optional<ConfigValue> value(String key) {
        known.add(key);
        // A loop, for it runs some twenty times for each of perhaps a thousand forwards.
        for (Entry entry : entries.entries()) {
            if (entry.key().text().equals(key) && !(entry.value() instanceof Nothing)) {
                return Optional.of(entry.value());
            }
        }
        return Optional.empty();
    }

    private Optional<Text> text(String key, ConfigValue value) {
        return value instanceof Text text ? Optional.of(text) : wrong(key, value, "a text", Optional.empty());
    }

    private <T> T wrong(String key, ConfigValue value, String expected, T instead) {
        mistakes.add(value.at(), key + ": expected " + expected + ", found " + value.kind());
        return instead;
    }
}
