/// The operations on tasks, one class each, and how they look on the wire. Its one rule: parse, ask the domain, render.
/// Imports `action`, `aws-json`, `ecs` and SDK model types.
@NullMarked
package dev.kecs.api.task;

import org.jspecify.annotations.NullMarked;
