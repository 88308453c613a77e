/// Copies bytes between a client's socket and an endpoint's. Its one rule: it knows no target and no JSON, and on the
/// way of a byte nothing allocates, logs or takes a lock. Imports `java.nio` and little else of the JDK.
@NullMarked
package dev.kecs.agent.relay;

import org.jspecify.annotations.NullMarked;
