/// How the terminal screen looks: a function of the model, a width and a height.
///
/// Rule: nothing here reads a clock or keeps anything. Whatever a colour tells is told by a word too. Imports the model
/// and cells packages, the forward package (for events as texts) and Jackson.
@NullMarked
package dev.kecs.cli.forward.screen.paint;

import org.jspecify.annotations.NullMarked;
