package dev.kecs.protocol.forward;

/// Connections of clients since the agent started.
///
/// @param active open now and joined to an endpoint
/// @param total accepted, ever
/// @param held waiting for an endpoint now
/// @param reset ended by a reset, from either side or by the agent
/// @param failed never joined to an endpoint
public record ConnectionCounts(long active, long total, long held, long reset, long failed) {}
