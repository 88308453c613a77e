/// `kecs exec`: a command in a task's container, with this terminal or this program's streams.
///
/// Rule: bytes pass as they are, and the terminal is given back as it was. Imports the console, line and instance
/// packages.
@NullMarked
package dev.kecs.cli.exec;

import org.jspecify.annotations.NullMarked;
