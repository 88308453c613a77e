/// The port to what makes steps durable. Its one rule: an appended step is there wholly or not at all.
/// Imports the records it stores.
@NullMarked
package dev.kecs.ecs.store.journal;

import org.jspecify.annotations.NullMarked;
