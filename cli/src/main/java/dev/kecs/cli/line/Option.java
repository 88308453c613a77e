package dev.kecs.cli.line;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/// An option that commands may take; its values are asked from an [Invocation].
///
/// @param names as they are typed, the last one telling most
/// @param label stands for the value in help; empty for a flag
/// @param explanation one sentence
/// @param converter reads the value, or refuses it
/// @param candidates the values that completion offers
/// @param repeated whether it may be given more than once
public record Option<T>(
        List<String> names,
        String label,
        String explanation,
        ITypeConverter<T> converter,
        Candidates candidates,
        boolean repeated) {

    public Option {
        names = List.copyOf(names);
    }

    public static Option<Boolean> flag(String name, String explanation) {
        return new Option<>(List.of(name), "", explanation, Boolean::valueOf, Candidates.NONE, false);
    }

    /// Takes two names, the second one telling most.
    public static Option<Boolean> flag(String letter, String name, String explanation) {
        return new Option<>(List.of(letter, name), "", explanation, Boolean::valueOf, Candidates.NONE, false);
    }

    public Option<T> many() {
        return new Option<>(names, label, explanation, converter, candidates, true);
    }

    /// The same with what completion offers.
    public Option<T> completedBy(Candidates offered) {
        return new Option<>(names, label, explanation, converter, offered, repeated);
    }

    /// Whether a value follows it.
    public boolean takesValue() {
        return !label.isEmpty();
    }

    public static Option<String> text(String name, String label, String explanation) {
        return new Option<>(List.of(name), label, explanation, text -> text, Candidates.NONE, false);
    }

    public static Option<Duration> duration(String name, String explanation) {
        return new Option<>(List.of(name), "DURATION", explanation, new DurationConverter(), Candidates.NONE, false);
    }

    /// @param least the smallest port allowed: 0 where it means "choose one"
    public static Option<Integer> port(String name, int least, String explanation) {
        return number(name, "PORT", least, 65_535, explanation);
    }

    public static Option<Integer> number(String name, String label, int least, int most, String explanation) {
        ITypeConverter<Integer> converter = text -> {
            try {
                int number = Integer.parseInt(text);
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException notANumber) {
                throw new TypeConversionException("'" + text + "' is not a number");
            }
            throw new TypeConversionException(text + " is not between " + least + " and " + most);
        };
        return new Option<>(List.of(name), label, explanation, converter, Candidates.NONE, false);
    }

    /// Takes one of a few words.
    ///
    /// @param word how a value is typed
    public static <T> Option<T> word(String name, String explanation, List<T> values, Function<T, String> word) {
        List<String> words = values.stream().map(word).toList();
        ITypeConverter<T> converter = text -> {
            int index = words.indexOf(text);
            if (index < 0) {
                throw new TypeConversionException("'" + text + "' is none of " + String.join(", ", words));
            }
            return values.get(index);
        };
        return new Option<>(
                List.of(name), String.join("|", words), explanation, converter, new Candidates.Words(words), false);
    }

    /// The name that tells most.
    public String name() {
        return names.getLast();
    }

    OptionSpec spec() {
        OptionSpec.Builder builder =
                OptionSpec.builder(names.toArray(String[]::new)).description(explanation);
        if (label.isEmpty()) {
            return builder.type(boolean.class).arity("0").build();
        }
        builder.arity("1").paramLabel(label).converters(converter);
        builder.type(repeated ? List.class : Object.class).auxiliaryTypes(Object.class);
        return builder.build();
    }
}
