package dev.kecs.bench.report;

import java.util.List;

/// A table of text cells; every row is as long as the header.
public record Table(List<String> header, List<List<String>> rows) {
    public Table {
        header = List.copyOf(header);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<String> row : rows) {
            if (row.size() != header.size()) {
                throw new IllegalArgumentException("a row of " + row.size() + " cells under " + header);
            }
        }
    }

    public String markdown() {
        StringBuilder text = new StringBuilder();
        append(text, header);
        append(text, header.stream().map(cell -> "---").toList());
        rows.forEach(row -> append(text, row));
        return text.toString();
    }

    private static void append(StringBuilder text, List<String> cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
