/// What containers write, read from the API server. Its one rule: no line is lost and none is told twice, however often
/// the connection breaks. Imports `ecs` and the Kubernetes client.
@NullMarked
package dev.kecs.engine.kubernetes.log;

import org.jspecify.annotations.NullMarked;
