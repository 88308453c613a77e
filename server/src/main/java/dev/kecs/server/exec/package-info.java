/// Commands in containers for those who ask on `control.sock`. Its one rule: a command ends with the connection that
/// started it. Imports `ecs`, `forward-protocol` and `control`.
@NullMarked
package dev.kecs.server.exec;

import org.jspecify.annotations.NullMarked;
