/// What `kecs.yaml` says of the agent, under `portForward`. Its one rule: kecs-server and the agent read it with the
/// same
/// code, so that a mistake is told at `kecs start`. Imports `config-file`.
@NullMarked
package dev.kecs.forwardconfig.agent;

import org.jspecify.annotations.NullMarked;
