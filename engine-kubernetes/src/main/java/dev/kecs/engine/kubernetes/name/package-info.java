/// What things are called inside Kubernetes. Its one rule: the same thing always gets the same legal name, and two
/// things never share one. Imports `ecs` names and ports only.
@NullMarked
package dev.kecs.engine.kubernetes.name;

import org.jspecify.annotations.NullMarked;
