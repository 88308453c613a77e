/// Reaches forwards by host name over HTTP, all on one port. Its one rule: it is a client of the forwards' own local
/// ports, so that holding, limits, counting and resets are theirs. Imports Undertow and `forward-protocol`.
@NullMarked
package dev.kecs.agent.gateway;

import org.jspecify.annotations.NullMarked;
