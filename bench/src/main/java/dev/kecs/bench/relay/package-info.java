/// The agent's relay beside haproxy and socat. Its one rule: every relay stands between the same load and the same
/// target.
@NullMarked
package dev.kecs.bench.relay;

import org.jspecify.annotations.NullMarked;
