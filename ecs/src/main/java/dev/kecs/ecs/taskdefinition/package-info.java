/// Task definitions, their families and revisions. Its one rule: a registered revision never changes, and a
/// number is never given twice. Imports `name`, `tag`, `failure`.
@NullMarked
package dev.kecs.ecs.taskdefinition;

import org.jspecify.annotations.NullMarked;
