/// Tasks and their life cycle. Its one rule: what is wanted ([TaskGoal]) and what is observed ([TaskState])
/// never share a field. Imports `name`, `tag`, `failure`, `engine`, `taskdefinition`.
@NullMarked
package dev.kecs.ecs.task;

import org.jspecify.annotations.NullMarked;
