/// What tasks are told about the emulator. Its one rule: what a definition sets itself is left alone. Imports `ecs`.
@NullMarked
package dev.kecs.emulator.task;

import org.jspecify.annotations.NullMarked;
