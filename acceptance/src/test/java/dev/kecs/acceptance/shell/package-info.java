/// Completion in real shells, against a running instance.
@NullMarked
package dev.kecs.acceptance.shell;

import org.jspecify.annotations.NullMarked;
