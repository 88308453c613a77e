/// What the relay is told and what it tells: destinations, limits, counts, events. Its one rule: nothing here knows a
/// socket. Imports the JDK only.
@NullMarked
package dev.kecs.agent.relay.route;

import org.jspecify.annotations.NullMarked;
