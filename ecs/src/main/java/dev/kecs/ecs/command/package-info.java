/// Commands: what users may do. Its one rule: one durable step each; they declare, the scheduler acts. Imports
/// everything else in `ecs`; nothing in `ecs` imports it.
@NullMarked
package dev.kecs.ecs.command;

import org.jspecify.annotations.NullMarked;
