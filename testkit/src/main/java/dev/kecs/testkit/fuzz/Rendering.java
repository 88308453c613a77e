package dev.kecs.testkit.fuzz;

import java.util.Iterator;

/// Writes trees as text. Stateless.
final class Rendering {
    private Rendering() {}

    static void json(Tree tree, StringBuilder text) {
        switch (tree) {
            case Tree.Text scalar -> quote(scalar.text(), text);
            case Tree.Literal literal -> text.append(literal.text());
            case Tree.Items list -> {
                text.append('[');
                for (Iterator<Tree> items = list.items().iterator(); items.hasNext(); ) {
                    json(items.next(), text);
                    text.append(items.hasNext() ? "," : "");
                }
                text.append(']');
            }
            case Tree.Entries map -> {
                text.append('{');
                for (Iterator<Tree.Entry> entries = map.entries().iterator(); entries.hasNext(); ) {
                    Tree.Entry entry = entries.next();
                    quote(entry.key(), text);
                    text.append(": ");
                    json(entry.value(), text);
                    text.append(entries.hasNext() ? ", " : "");
                }
                text.append('}');
            }
        }
    }

    static void yaml(Tree tree, int indent, StringBuilder text) {
        switch (tree) {
            case Tree.Items list
            when !list.items().isEmpty() ->
                list.items().forEach(item -> {
                    newLine(indent, text);
                    text.append("- ");
                    yaml(item, indent + 2, text);
                });
            case Tree.Entries map
            when !map.entries().isEmpty() ->
                map.entries().forEach(entry -> {
                    newLine(indent, text);
                    scalar(entry.key(), text);
                    text.append(": ");
                    yaml(entry.value(), indent + 2, text);
                });
            case Tree.Text scalar -> scalar(scalar.text(), text);
            default -> json(tree, text);
        }
    }

    /// Not after the dash of an item, where its first entry may stand.
    private static void newLine(int indent, StringBuilder text) {
        boolean afterDash = text.length() >= 2 && text.charAt(text.length() - 2) == '-';
        if (!text.isEmpty() && !afterDash) {
            text.append('\n').repeat(' ', indent);
        }
    }

    private static void scalar(String value, StringBuilder text) {
        boolean plain = !value.isEmpty() && value.chars().allMatch(c -> Character.isLetter(c) && c < 128);
        if (plain && !value.equals("null")) {
            text.append(value);
        } else {
            quote(value, text);
        }
    }

    /// Halves of a surrogate pair are escaped, since no encoding takes them as they are.
    private static void quote(String value, StringBuilder text) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c)) {
                text.append("\\u%04x".formatted((int) c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }
}
