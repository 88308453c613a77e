/// What a task's own programs may ask about it: the task metadata endpoint. Its one rule: it shows what the
/// stores hold and changes nothing. Imports `ecs` and a JSON writer.
@NullMarked
package dev.kecs.api.metadata;

import org.jspecify.annotations.NullMarked;
