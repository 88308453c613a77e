package dev.kecs.acceptance.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A Markdown file as far as tests look into it: links, headings and tables. Blocks of code are left out.
///
/// @param file absolute
/// @param prose the lines outside blocks of code
record MarkdownPage(Path file, List<String> prose) {
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("`[^`]*`");
    private static final Pattern HEADING = Pattern.compile("#{1,6} +(.*?) *#*");
    private static final Pattern CELL_BORDER = Pattern.compile("(?<!\\\\)\\|");

    static MarkdownPage read(Path file) {
        List<String> prose = new ArrayList<>();
        boolean code = false;
        try {
            for (String line : Files.readAllLines(file)) {
                if (line.strip().startsWith("```")) {
                    code = !code;
                } else if (!code) {
                    prose.add(line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new MarkdownPage(file, List.copyOf(prose));
    }

    static MarkdownPage of(String path) {
        return read(Checkout.here().root().resolve(path));
    }

    /// Where the links lead, as written.
    List<String> links() {
        List<String> found = new ArrayList<>();
        for (String line : prose) {
            Matcher link = LINK.matcher(CODE.matcher(line).replaceAll("code"));
            while (link.find()) {
                found.add(link.group(1));
            }
        }
        return found;
    }

    /// What may follow `#` in a link to this page: its headings as GitHub makes them anchors, the second of a kind with
    /// `-1` and so on.
    Set<String> anchors() {
        Map<String, Integer> seen = new HashMap<>();
        Set<String> anchors = new TreeSet<>();
        for (String line : prose) {
            Matcher heading = HEADING.matcher(line);
            if (heading.matches()) {
                String words = LINK.matcher(heading.group(1)).replaceAll("$0").replaceAll("]\\([^)]*\\)", "");
                String anchor = words.toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}\\p{M}_ -]", "")
                        .replace(' ', '-');
                int before = seen.merge(anchor, 1, Integer::sum) - 1;
                anchors.add(before == 0 ? anchor : anchor + "-" + before);
            }
        }
        return anchors;
    }

    /// Each table's rows, the head and the line below it left out, each row's cells.
    List<List<List<String>>> tables() {
        List<List<List<String>>> tables = new ArrayList<>();
        String above = "";
        for (String line : prose) {
            if (line.startsWith("|---")) {
                tables.add(new ArrayList<>());
            } else if (line.startsWith("|") && above.startsWith("|")) {
                tables.getLast().add(cells(line));
            }
            above = line;
        }
        return tables;
    }

    /// The words in code in the first column of a table.
    List<String> names(int table) {
        List<String> names = new ArrayList<>();
        for (List<String> row : tables().get(table)) {
            names.addAll(code(row.getFirst()));
        }
        return names;
    }

    /// The pieces of a text that are code.
    static List<String> code(String text) {
        return CODE.matcher(text)
                .results()
                .map(result -> result.group().substring(1, result.group().length() - 1))
                .toList();
    }

    private static List<String> cells(String row) {
        String inner = row.strip().replaceAll("^\\||\\|$", "");
        return CELL_BORDER
                .splitAsStream(inner)
                .map(cell -> cell.strip().replace("\\|", "|"))
                .toList();
    }
}
