/// What `control.sock` answers. Its one rule: level-triggered; a watcher gets whole snapshots. Imports
/// `target`, `forward-protocol` and `ecs`.
@NullMarked
package dev.kecs.server.control;

import org.jspecify.annotations.NullMarked;
