package dev.kecs.protocol.handshake;

/// The answer to [Hello].
///
/// @param instance the name of the instance that the answering daemon belongs to
/// @param pid the daemon's process id
public record Welcome(int protocol, String version, String instance, long pid) {}
