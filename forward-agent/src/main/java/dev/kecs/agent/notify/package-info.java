/// Tells people that a forward was lost, and that it is back. Its one rule: nobody waits for it. Imports `event` and
/// the
/// protocol's events.
@NullMarked
package dev.kecs.agent.notify;

import org.jspecify.annotations.NullMarked;
