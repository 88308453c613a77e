/// Commands in containers, over the API server. Its one rule: it knows streams and exit codes, never tasks' states.
/// Imports `ecs` and the Kubernetes client.
@NullMarked
package dev.kecs.engine.kubernetes.exec;

import org.jspecify.annotations.NullMarked;
