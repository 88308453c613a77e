/// One durable step of the scheduler, as the parts that decide see it. Its one rule: what happens outside the
/// stores waits until the step is durable. Imports `ecs`.
@NullMarked
package dev.kecs.scheduler.step;

import org.jspecify.annotations.NullMarked;
