package dev.kecs.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// Collects what is wrong with a file. What the file holds cannot spoil the answer: each mistake is one line of
/// printable characters and bounded length, however odd the text that it quotes. Used by one thread.
public final class Mistakes {
    private static final int LONGEST = 600;
    private static final int KEPT_AT_EACH_END = 280;
    private static final int MOST_TOLD = 500;

    private record Mistake(Position at, String message) {}

    private final String file;
    private final List<Mistake> found = new ArrayList<>();

    /// @param file how the file is named in messages
    public Mistakes(String file) {
        this.file = file;
    }

    public void add(Position at, String message) {
        found.add(new Mistake(at, inOneLine(message)));
    }

    /// The message without line ends and other characters that a terminal obeys, and shortened when it is very long.
    public static String inOneLine(String message) {
        return printable(shortened(message));
    }

    private static String shortened(String message) {
        return message.length() <= LONGEST
                ? message
                : message.substring(0, KEPT_AT_EACH_END) + "[...]"
                        + message.substring(message.length() - KEPT_AT_EACH_END);
    }

    private static String printable(String message) {
        StringBuilder printable = new StringBuilder(message.length());
        message.codePoints().forEach(c -> {
            switch (Character.getType(c)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.SURROGATE,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR,
                        Character.PRIVATE_USE,
                        Character.UNASSIGNED -> printable.append("\\u{%x}".formatted(c));
                default -> printable.appendCodePoint(c);
            }
        });
        return printable.toString();
    }

    /// @throws InvalidConfigException when anything is wrong: a line each, in the file's order
    public void refuseIfAny() throws InvalidConfigException {
        if (!found.isEmpty()) {
            String told = found.stream()
                    .sorted(Comparator.comparing(Mistake::at))
                    .limit(MOST_TOLD)
                    .map(each -> file + ":" + each.at().line() + ":" + each.at().column() + ": " + each.message())
                    .collect(Collectors.joining("\n"));
            int more = found.size() - MOST_TOLD;
            throw new InvalidConfigException(
                    more > 0 ? told + "\n" + file + ":1:1: there are " + more + " more mistakes" : told);
        }
    }
}
