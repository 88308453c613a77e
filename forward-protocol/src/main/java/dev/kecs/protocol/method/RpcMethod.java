package dev.kecs.protocol.method;

/// A method's name with the types of its parameters and result, so that both ends share them.
public record RpcMethod<P, R>(String name, Class<P> parameters, Class<R> result) {}
