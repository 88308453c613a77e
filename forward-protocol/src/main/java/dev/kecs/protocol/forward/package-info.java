/// What kecs-agent answers on `agent.sock`: forwards and its own status. Its one rule: records only, each the exact
/// shape on the wire. Imports `rpc` for the types of methods, `control` for targets, and Jackson's annotations.
@NullMarked
package dev.kecs.protocol.forward;

import org.jspecify.annotations.NullMarked;
