/// Programs of this machine that KECS runs. Its one rule: a program never outlives the call that runs it, and a
/// failure says what was run and what it said. Imports nothing but the JDK.
@NullMarked
package dev.kecs.engine.kubernetes.program;

import org.jspecify.annotations.NullMarked;
