/// One forward each: its state, its probes, its listener's destinations. Its one rule: states change in [Transitions]
/// only, on the sessions' one thread. Imports `relay`, `probe`, `target`, `port` and `dev.kecs.protocol`.
@NullMarked
package dev.kecs.agent.session;

import org.jspecify.annotations.NullMarked;
