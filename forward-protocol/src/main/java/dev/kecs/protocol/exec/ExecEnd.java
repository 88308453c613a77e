package dev.kecs.protocol.exec;

/// @param exitCode the command's own; after a signal 128 and its number
public record ExecEnd(int exitCode) {}
