package dev.kecs.protocol.method;

/// A notification's name with the type of its parameters, so that both ends share them.
public record RpcNotification<P>(String name, Class<P> parameters) {}
