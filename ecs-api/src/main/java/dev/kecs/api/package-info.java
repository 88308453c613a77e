/// The ECS API's operations in one place. Its one rule: whoever serves the API, serves all of [EcsActions].
/// Imports the packages of actions, `action` and `ecs`.
@NullMarked
package dev.kecs.api;

import org.jspecify.annotations.NullMarked;
