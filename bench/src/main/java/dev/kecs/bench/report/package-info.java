/// What a benchmark found, and how it is shown: tables, figures to reach, and the page `docs/benchmarks.md`. Its one
/// rule:
/// a number is shown as it was measured. Imports the JDK only.
@NullMarked
package dev.kecs.bench.report;

import org.jspecify.annotations.NullMarked;
