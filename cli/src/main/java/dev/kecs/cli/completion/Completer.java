package dev.kecs.cli.completion;

import dev.kecs.cli.line.Candidates;
import dev.kecs.cli.line.Candidates.Names;
import dev.kecs.cli.line.Candidates.Words;
import dev.kecs.cli.line.Description;
import dev.kecs.cli.line.Option;
import dev.kecs.cli.line.Parameter;
import dev.kecs.cli.line.Verb;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What may stand at the cursor of an unfinished command line.
final class Completer {

    private final Verb root;
    private final LiveNames live;

    Completer(Verb root, LiveNames live) {
        this.root = root;
        this.live = live;
    }

    /// What is known of the words before the cursor.
    private static final class Line {
        private Verb verb;
        private Description description;
        private final Set<String> given = new HashSet<>();
        private String instance = "";
        private int positions;
        private Candidates expected = Candidates.NONE;
        private boolean valueIsNext;

        Line(Verb verb) {
            this.verb = verb;
            this.description = verb.description();
        }
    }

    /// Whether the shell is to offer files.
    boolean wantsFile(List<String> words) {
        List<String> joined = joined(words);
        Line line = read(joined);
        return expected(line, joined.getLast()) == Names.FILE;
    }

    /// @param words those after the program's name, the last one being under the cursor, perhaps empty
    List<Candidate> complete(List<String> words) {
        List<String> joined = joined(words);
        String last = joined.getLast();
        Line line = read(joined);
        int equals = last.indexOf('=');
        if (!line.valueIsNext && last.startsWith("--") && equals > 0) {
            String name = last.substring(0, equals + 1);
            // Where the shell has split the word at the sign, it wants the part behind it.
            String before = words.getLast().startsWith("--") ? name : "";
            return begun(values(line, expected(line, last), last.substring(equals + 1)), last.substring(equals + 1))
                    .stream()
                    .map(found -> new Candidate(before + found.word(), found.explanation()))
                    .toList();
        }
        if (!line.valueIsNext && last.startsWith("-")) {
            return begun(options(line), last);
        }
        List<Candidate> found = new ArrayList<>();
        if (!line.valueIsNext && line.positions == 0) {
            for (Verb child : line.verb.children()) {
                Description description = child.description();
                if (!description.isHidden()) {
                    found.add(new Candidate(child.name(), description.sentence()));
                }
            }
        }
        found.addAll(values(line, expected(line, last), last));
        return begun(found, last);
    }

    /// bash takes `=` and `:` for words of their own.
    private static List<String> joined(List<String> words) {
        List<String> joined = new ArrayList<>();
        for (String word : words) {
            String before = joined.isEmpty() ? "" : joined.getLast();
            boolean option = before.startsWith("--") && (word.equals("=") || before.endsWith("="));
            boolean colon = !before.isEmpty() && (word.equals(":") || before.endsWith(":"));
            if (option || colon) {
                joined.add(joined.removeLast() + word);
            } else {
                joined.add(word);
            }
        }
        return joined.isEmpty() ? List.of("") : joined;
    }

    private Line read(List<String> words) {
        Line line = new Line(root);
        for (String word : words.subList(0, words.size() - 1)) {
            if (line.valueIsNext) {
                line.valueIsNext = false;
            } else if (word.startsWith("-") && word.length() > 1) {
                readOption(line, word);
            } else if (!descend(line, word)) {
                line.positions++;
            }
            if (line.expected == Names.INSTANCE && !word.startsWith("-")) {
                line.instance = word;
            }
            if (!line.valueIsNext) {
                line.expected = Candidates.NONE;
            }
        }
        return line;
    }

    private static void readOption(Line line, String word) {
        int equals = word.indexOf('=');
        Option<?> option = option(line, equals < 0 ? word : word.substring(0, equals));
        if (option == null) {
            return;
        }
        if (!option.repeated()) {
            line.given.add(option.name());
        }
        if (option.takesValue() && equals < 0) {
            line.valueIsNext = true;
            line.expected = option.candidates();
        } else if (option.candidates() == Names.INSTANCE) {
            line.instance = word.substring(equals + 1);
        }
    }

    private static boolean descend(Line line, String word) {
        for (Verb child : line.verb.children()) {
            if (child.isCalled(word) && line.positions == 0) {
                line.verb = child;
                line.description = child.description();
                return true;
            }
        }
        return false;
    }

    private static @Nullable Option<?> option(Line line, String name) {
        for (Option<?> option : line.description.options()) {
            if (option.names().contains(name)) {
                return option;
            }
        }
        return null;
    }

    /// Of the word under the cursor.
    private static Candidates expected(Line line, String last) {
        if (line.valueIsNext) {
            return line.expected;
        }
        int equals = last.indexOf('=');
        if (last.startsWith("--") && equals > 0) {
            Option<?> option = option(line, last.substring(0, equals));
            return option == null ? Candidates.NONE : option.candidates();
        }
        List<Parameter> parameters = line.description.parameters();
        for (int i = 0; i < parameters.size(); i++) {
            if (i == line.positions || parameters.get(i).takesMany()) {
                return parameters.get(i).candidates();
            }
        }
        return Candidates.NONE;
    }

    private static List<Candidate> options(Line line) {
        List<Candidate> found = new ArrayList<>();
        for (Option<?> option : line.description.options()) {
            if (!line.given.contains(option.name())) {
                found.add(new Candidate(option.name(), option.explanation()));
            }
        }
        return found;
    }

    private List<Candidate> values(Line line, Candidates offered, String beginning) {
        List<String> words = switch (offered) {
            case Words fixed -> fixed.words();
            case Names names -> live.names(names, beginning, line.instance);
        };
        return words.stream().map(word -> new Candidate(word, "")).toList();
    }

    private static List<Candidate> begun(List<Candidate> all, String beginning) {
        return all.stream().filter(found -> found.word().startsWith(beginning)).toList();
    }
}
