/// The operations on clusters, one class each, and how they look on the wire. Its one rule: parse, ask the domain,
/// render.
/// Imports `action`, `ecs` and SDK model types.
@NullMarked
package dev.kecs.api.cluster;

import org.jspecify.annotations.NullMarked;
