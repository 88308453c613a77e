/// What the terminal screen knows, and what a key or a piece of news makes of it.
///
/// Rule: values and functions only; what is to be done outside is answered as an
/// [dev.kecs.cli.forward.screen.model.Effect].
/// Imports the forward package, the cells package (to measure texts) and Jackson.
@NullMarked
package dev.kecs.cli.forward.screen.model;

import org.jspecify.annotations.NullMarked;
