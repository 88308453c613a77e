/// `kecs port-forward start`.
///
/// Rule: what the kinds of target have in common is in `StartOptions` and `Starting`. Imports `cli.forward`,
/// `cli.line`,
/// `cli.console`, `cli.instance` and `dev.kecs.protocol`.
@NullMarked
package dev.kecs.cli.forward.start;

import org.jspecify.annotations.NullMarked;
