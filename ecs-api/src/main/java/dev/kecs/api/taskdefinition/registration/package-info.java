/// What may be registered as a task definition, and what it becomes: the rules that the API's model cannot
/// carry. Its one rule: everything is checked before anything changes, and each refusal begins with the
/// member's path; where ECS has a phrase of its own, that follows. Imports `action` and SDK model types.
@NullMarked
package dev.kecs.api.taskdefinition.registration;

import org.jspecify.annotations.NullMarked;
