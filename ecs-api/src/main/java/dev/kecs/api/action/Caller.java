package dev.kecs.api.action;

import dev.kecs.ecs.name.Scope;

/// Who asks: the region of the request's credential scope and this instance's account.
public record Caller(Scope scope) {}
