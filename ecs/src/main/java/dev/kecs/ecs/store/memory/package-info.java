/// The stores as tables in memory. Its one rule: a step is in the journal before anybody sees it. Imports
/// `store`, `store.journal` and the records they store.
@NullMarked
package dev.kecs.ecs.store.memory;

import org.jspecify.annotations.NullMarked;
