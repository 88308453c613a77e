/// Facts about the ECS API that the SDK's classes lack. Its one rule: a request is refused before anything
/// changes. Imports `ecs`.
@NullMarked
package dev.kecs.api.model;

import org.jspecify.annotations.NullMarked;
