/// The ports to durable state. Its one rule: when [Stores#atomically] returns, the step survives a kill -9 of
/// this process and a power cut. Imports the records it stores.
@NullMarked
package dev.kecs.ecs.store;

import org.jspecify.annotations.NullMarked;
