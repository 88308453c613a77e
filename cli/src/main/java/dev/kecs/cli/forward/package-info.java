/// The commands about forwards, one file per command.
///
/// Rule: a command asks the agent and prints its answer; what a forward does is the agent's business.
/// Imports the console, line and instance packages, `dev.kecs.protocol` and Jackson.
@NullMarked
package dev.kecs.cli.forward;

import org.jspecify.annotations.NullMarked;
