/// What kecs-server answers on `control.sock`: targets, its own status, logs. Its one rule: records only, each the
/// exact
/// shape on the wire. Imports `rpc` for the types of methods, and Jackson's annotations.
@NullMarked
package dev.kecs.protocol.control;

import org.jspecify.annotations.NullMarked;
