package dev.kecs.cli.line;

import dev.kecs.cli.console.Output;
import dev.kecs.cli.console.OutputFormat;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.TypeConversionException;

/// The option `-o` of every command that prints state.
public final class OutputOption {

    public static final Option<OutputFormat> OUTPUT = new Option<>(
            List.of("-o", "--output"),
            "FORMAT",
            "One of table, wide, json, yaml; table by default.",
            OutputOption::read,
            new Candidates.Words(List.of("table", "wide", "json", "yaml")),
            false);

    private OutputOption() {}

    public static Output of(Invocation invocation) {
        return new Output(invocation.console(), invocation.value(OUTPUT).orElse(OutputFormat.TABLE));
    }

    private static OutputFormat read(String text) {
        for (OutputFormat format : OutputFormat.values()) {
            if (format.toString().equals(text.toLowerCase(Locale.ROOT))) {
                return format;
            }
        }
        throw new TypeConversionException("'" + text + "' is none of table, wide, json, yaml");
    }
}
