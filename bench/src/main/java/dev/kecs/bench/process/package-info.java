/// Programs that a benchmark starts and what they cost, read from `/proc` (Linux). Its one rule: every program started
/// here ends when it is closed, children included. Imports the JDK only.
@NullMarked
package dev.kecs.bench.process;

import org.jspecify.annotations.NullMarked;
