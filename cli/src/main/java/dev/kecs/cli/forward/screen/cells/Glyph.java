package dev.kecs.cli.forward.screen.cells;

/// A character with the marks that combine with it.
///
/// @param width in columns, 1 or 2
record Glyph(String text, int width) {}
