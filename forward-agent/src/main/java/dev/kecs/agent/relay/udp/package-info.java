/// Datagrams between clients and endpoints. Its one rule: no datagram waits for another, and none is kept. Imports
/// `loop`
/// and `route`.
@NullMarked
package dev.kecs.agent.relay.udp;

import org.jspecify.annotations.NullMarked;
