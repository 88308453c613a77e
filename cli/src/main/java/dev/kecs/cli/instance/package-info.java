/// An instance as the command line sees it: its name and paths, its daemons, the connections to them.
///
/// Rule: only this package starts daemons and opens their sockets.
/// Imports the console package and `dev.kecs.protocol`.
@NullMarked
package dev.kecs.cli.instance;

import org.jspecify.annotations.NullMarked;
