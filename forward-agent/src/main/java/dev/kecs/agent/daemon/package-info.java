/// The kecs-agent process: its life from the lock to the last close. Its one rule: the main reads as the life cycle.
/// Imports everything else of the agent.
@NullMarked
package dev.kecs.agent.daemon;

import org.jspecify.annotations.NullMarked;
