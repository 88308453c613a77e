/// The operations on task definitions, one class each, and how they look on the wire. Its one rule: parse, ask the
/// domain, render.
/// Imports `registration`, `action`, `ecs` and SDK model types.
@NullMarked
package dev.kecs.api.taskdefinition;

import org.jspecify.annotations.NullMarked;
