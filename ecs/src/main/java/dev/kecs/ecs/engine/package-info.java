/// The port to whatever runs tasks. Its one rule: level-triggered. An engine reports what is, whole and again
/// after every restart; it decides nothing about services, and a command repeated does no harm. Imports
/// `name` and SDK model types only.
@NullMarked
package dev.kecs.ecs.engine;

import org.jspecify.annotations.NullMarked;
