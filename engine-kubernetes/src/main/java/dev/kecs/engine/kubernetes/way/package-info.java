/// How this host gets to tasks. Its one rule: everything here is owned by the thread of a cluster. Imports `ecs`,
/// `command`, `front`, `name`, `pod`, `reach`, Kubernetes model types and the Kubernetes client.
@NullMarked
package dev.kecs.engine.kubernetes.way;

import org.jspecify.annotations.NullMarked;
