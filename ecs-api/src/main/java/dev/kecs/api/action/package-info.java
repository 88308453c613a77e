/// What an action is. Its one rule: one operation, one class. Imports `ecs` and SDK model types.
@NullMarked
package dev.kecs.api.action;

import org.jspecify.annotations.NullMarked;
