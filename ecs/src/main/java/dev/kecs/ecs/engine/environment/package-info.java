/// What a container finds in its environment, beyond what its engine adds. Its one rule: which value wins is decided
/// here, once for all engines; where fetched values come from is somebody else's. Imports `engine`, `name` and SDK
/// model types only.
@NullMarked
package dev.kecs.ecs.engine.environment;

import org.jspecify.annotations.NullMarked;
