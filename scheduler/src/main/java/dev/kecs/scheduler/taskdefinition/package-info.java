/// Task definition revisions under deletion. Its one rule: what a task or a deployment still names stays.
/// Imports `step` and `ecs`.
@NullMarked
package dev.kecs.scheduler.taskdefinition;

import org.jspecify.annotations.NullMarked;
