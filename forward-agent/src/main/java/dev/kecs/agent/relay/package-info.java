/// Moves bytes between clients' sockets and endpoints'. Its one rule: it knows no target and no JSON, and on the
/// way of a byte nothing allocates, logs or takes a lock. This package is the way in; `tcp` and `udp` do the work on
/// the
/// threads of `loop`, by the rules of `route`. Imports `java.nio` and little else of the JDK.
@NullMarked
package dev.kecs.agent.relay;

import org.jspecify.annotations.NullMarked;
