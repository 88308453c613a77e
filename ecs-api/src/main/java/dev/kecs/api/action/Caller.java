package dev.kecs.api.action;

import dev.kecs.ecs.name.Scope;

/// Who asks.
///
/// @param scope the region of the request's credential scope, and this instance's account
/// @param host what they call this API, without the port; an IPv6 address in brackets
public record Caller(Scope scope, String host) {}
