/// `kecs port-forward ui`: the terminal screen of all forwards.
///
/// Rule: the screen does nothing that a command does not; what keys ask for is run as a command line. Loaded by this
/// verb
/// alone. Imports the packages below, `cli.forward`, `cli.line`, `cli.console`, `cli.instance` and `dev.kecs.protocol`.
@NullMarked
package dev.kecs.cli.forward.screen;

import org.jspecify.annotations.NullMarked;
