package dev.kecs.ecs.service;

import java.time.Instant;

/// One line of a service's event log, in ECS's own phrases.
///
/// @param id a UUID
public record ServiceEvent(String id, Instant at, String message) {}
