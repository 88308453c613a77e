/// `kecs port-forward run` and `down`: the forwards of a file.
///
/// Rule: a file with a mistake changes nothing, and one forward's failure does not stop the others. Imports
/// `cli.forward`,
/// `cli.line`, `cli.console`, `cli.instance`, `dev.kecs.forwardconfig` and `dev.kecs.protocol`.
@NullMarked
package dev.kecs.cli.forward.file;

import org.jspecify.annotations.NullMarked;
