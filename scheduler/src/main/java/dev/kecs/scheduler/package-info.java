/// Keeps what is observed at what is wanted. Its one rule: it holds no truth of its own; after any restart
/// the stores and the engine's first report are enough to go on. Imports `ecs`.
@NullMarked
package dev.kecs.scheduler;

import org.jspecify.annotations.NullMarked;
