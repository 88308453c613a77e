/// What kecs-server answers on `control.sock`: targets, its own status, logs. Its one rule: records only,
/// each the exact shape on the wire. Imports `target` for what is watched, `method`, and Jackson's
/// annotations.
@NullMarked
package dev.kecs.protocol.control;

import org.jspecify.annotations.NullMarked;
