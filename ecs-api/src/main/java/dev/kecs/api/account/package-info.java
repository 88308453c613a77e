/// Account settings. Its one rule: one action is one class. Imports `action` and `ecs`.
@NullMarked
package dev.kecs.api.account;

import org.jspecify.annotations.NullMarked;
