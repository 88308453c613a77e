/// Container health checks. Imports `ecs` only.
@NullMarked
package dev.kecs.engine.process.health;

import org.jspecify.annotations.NullMarked;
