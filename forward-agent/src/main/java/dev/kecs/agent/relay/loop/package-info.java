/// The threads that move bytes: selectors, timers, and what is registered with them. Its one rule: whatever belongs to
/// a loop is touched by its thread alone. Imports `move`.
@NullMarked
package dev.kecs.agent.relay.loop;

import org.jspecify.annotations.NullMarked;
