/// Account settings. Imports `name`, `store`, `failure`.
@NullMarked
package dev.kecs.ecs.setting;

import org.jspecify.annotations.NullMarked;
