package dev.kecs.cli.forward.screen;

import java.util.ArrayList;
import java.util.List;

/// What was typed to start a forward, as the words of a command line.
final class Words {

    private Words() {}

    /// The words of `port-forward start`: a first word that is no kind of target names a service, or with `--tags` a
    /// task. It returns at once unless it was told to wait.
    ///
    /// @throws IllegalArgumentException when a quotation mark is not closed
    static List<String> ofStart(String line) {
        List<String> words = new ArrayList<>(split(line));
        boolean kind = words.getFirst().equals("service") || words.getFirst().equals("task");
        if (!kind) {
            boolean tags = words.stream().anyMatch(word -> word.equals("--tags") || word.startsWith("--tags="));
            words.addFirst(tags || words.getFirst().startsWith("arn:") ? "task" : "service");
        }
        if (!words.contains("--wait") && !words.contains("--no-wait")) {
            words.add("--no-wait");
        }
        return words;
    }

    /// As a shell would split them: at blanks that are not quoted.
    static List<String> split(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean any = false;
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char next = line.charAt(i);
            if (quote != 0) {
                if (next == quote) {
                    quote = 0;
                } else {
                    word.append(next);
                }
            } else if (next == '\'' || next == '"') {
                quote = next;
                any = true;
            } else if (Character.isWhitespace(next)) {
                if (any || !word.isEmpty()) {
                    words.add(word.toString());
                }
                word.setLength(0);
                any = false;
            } else {
                word.append(next);
            }
        }
        if (quote != 0) {
            throw new IllegalArgumentException("the quotation mark " + quote + " is not closed");
        }
        if (any || !word.isEmpty()) {
            words.add(word.toString());
        }
        return words;
    }
}
