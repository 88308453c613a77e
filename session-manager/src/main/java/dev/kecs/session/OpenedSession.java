package dev.kecs.session;

/// What a client needs to hold a session.
///
/// @param url of the WebSocket
/// @param token good for one connection within a minute
public record OpenedSession(String id, String url, String token) {}
