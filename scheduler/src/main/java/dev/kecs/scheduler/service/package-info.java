/// Keeps services at their desired counts: rolling deployments, the circuit breaker, pauses after failures,
/// events. Its one rule: it starts and stops tasks by what it puts into the stores, and never speaks to the
/// engine. Imports `ecs` and `scheduler.step`.
@NullMarked
package dev.kecs.scheduler.service;

import org.jspecify.annotations.NullMarked;
