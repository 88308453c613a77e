/// Moves single tasks on: takes in what the engine told, decides when a task must stop, asks the engine for
/// what its state calls for. Its one rule: it knows of services only that a task may belong to one. Imports
/// `ecs` and `scheduler.step`.
@NullMarked
package dev.kecs.scheduler.task;

import org.jspecify.annotations.NullMarked;
