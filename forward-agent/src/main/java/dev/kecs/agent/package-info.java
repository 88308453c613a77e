/// kecs-agent's main. Its one rule: only it reads arguments. Imports `daemon` and `dev.kecs.protocol.paths`.
@NullMarked
package dev.kecs.agent;

import org.jspecify.annotations.NullMarked;
