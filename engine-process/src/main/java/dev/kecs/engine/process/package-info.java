/// Tasks as local processes. Its one rule: a task outlives this process; what must be known about it is in
/// its directory before its programs run. Imports its own subpackages, `ecs` and `host-ports`.
@NullMarked
package dev.kecs.engine.process;

import org.jspecify.annotations.NullMarked;
