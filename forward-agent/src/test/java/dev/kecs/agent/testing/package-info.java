/// What the agent's tests share: a running agent, a kecs-server that says what the test wants, and tasks' programs.
@NullMarked
package dev.kecs.agent.testing;

import org.jspecify.annotations.NullMarked;
