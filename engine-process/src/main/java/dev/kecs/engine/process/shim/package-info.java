/// The shell script that is the parent of each program, and the processes below it. Its one rule: never
/// signal a process that was not proven to be ours. Imports nothing of KECS.
@NullMarked
package dev.kecs.engine.process.shim;

import org.jspecify.annotations.NullMarked;
