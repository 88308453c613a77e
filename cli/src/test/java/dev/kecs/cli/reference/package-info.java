/// The reference page of the command, held to the commands. Its one rule: what the page says of options comes from the
/// same descriptions as `--help`. Imports `cli`, `cli.line` and `cli.console`.
@NullMarked
package dev.kecs.cli.reference;

import org.jspecify.annotations.NullMarked;
