package dev.kecs.cli.forward.screen.model;

/// What the person is told until the next key.
///
/// @param failed whether it did not work
public record Notice(String text, boolean failed) {}
