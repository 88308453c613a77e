/// What the agent hears of targets from kecs-server. Its one rule: a lost connection changes nothing that is known.
/// Imports `dev.kecs.protocol`.
@NullMarked
package dev.kecs.agent.target;

import org.jspecify.annotations.NullMarked;
