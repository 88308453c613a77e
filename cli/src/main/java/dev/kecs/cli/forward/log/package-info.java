/// The logs that the agent writes, and how they are read while they grow. Its one rule: reading needs no agent. Imports
/// the command line's console and instance.
@NullMarked
package dev.kecs.cli.forward.log;

import org.jspecify.annotations.NullMarked;
