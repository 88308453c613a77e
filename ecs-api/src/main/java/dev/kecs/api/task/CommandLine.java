package dev.kecs.api.task;

import java.util.ArrayList;
import java.util.List;

/// A command split into words as AWS's agent splits it in containers: by spaces, with a shell's quotes and backslashes,
/// and without any other of a shell's doings. Who wants those says `sh -c "…"`.
final class CommandLine {
    private static final char NONE = 0;

    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;

    private CommandLine() {}

    /// @throws IllegalArgumentException when it has no word, or a quote or a backslash is left open
    static List<String> words(String command) {
        CommandLine line = new CommandLine();
        line.read(command);
        if (line.words.isEmpty()) {
            throw new IllegalArgumentException("it names no program");
        }
        return List.copyOf(line.words);
    }

    private void read(String command) {
        char quote = NONE;
        for (int at = 0; at < command.length(); at++) {
            char c = command.charAt(at);
            if (c == '\\' && quote != '\'') {
                at++;
                if (at == command.length()) {
                    throw new IllegalArgumentException("it ends with a backslash");
                }
                add(command.charAt(at));
            } else if (quote != NONE && c != quote) {
                add(c);
            } else if (quote != NONE) {
                quote = NONE;
            } else if (c == '\'' || c == '"') {
                quote = c;
                inWord = true;
            } else if (Character.isWhitespace(c)) {
                end();
            } else {
                add(c);
            }
        }
        if (quote != NONE) {
            throw new IllegalArgumentException("a quote " + quote + " is not closed");
        }
        end();
    }

    private void add(char c) {
        word.append(c);
        inWord = true;
    }

    private void end() {
        if (inWord) {
            words.add(word.toString());
            word.setLength(0);
            inWord = false;
        }
    }
}
