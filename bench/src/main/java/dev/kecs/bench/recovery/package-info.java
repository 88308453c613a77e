/// How long clients feel that a task has ended. Its one rule: the clock starts before the signal is sent and stops
/// after
/// the byte is read. Imports `product`, `process` and `report`.
@NullMarked
package dev.kecs.bench.recovery;

import org.jspecify.annotations.NullMarked;
