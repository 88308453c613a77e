/// One data channel: messages numbered, acknowledged and sent again, and the command at its end. Its one rule: it knows
/// no sockets; [Wire] is what it sends by. Imports `ecs`, `message` and SLF4J.
@NullMarked
package dev.kecs.session.channel;

import org.jspecify.annotations.NullMarked;
