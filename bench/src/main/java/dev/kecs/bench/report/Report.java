package dev.kecs.bench.report;

import java.util.List;

/// One benchmark's result: what was done, what was measured, and the figures that it had to reach.
public record Report(String title, String method, List<Table> tables, List<Figure> figures) {
    public Report {
        tables = List.copyOf(tables);
        figures = List.copyOf(figures);
    }

    public String markdown() {
        StringBuilder text = new StringBuilder("## " + title + "\n\n" + method.strip() + "\n");
        for (Table table : tables) {
            text.append('\n').append(table.markdown());
        }
        Table verdicts = new Table(
                List.of("figure to reach", "measured", ""),
                figures.stream()
                        .map(figure -> List.of(figure.wanted(), figure.measured(), figure.verdict()))
                        .toList());
        return text.append('\n').append(verdicts.markdown()).toString();
    }
}
