/// The operations on services, one class each, and how they look on the wire. Its one rule: parse, ask the domain,
/// render.
/// Imports `action`, `ecs` and SDK model types.
@NullMarked
package dev.kecs.api.service;

import org.jspecify.annotations.NullMarked;
