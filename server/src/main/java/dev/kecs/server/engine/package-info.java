/// Chooses and builds what runs tasks. Its one rule: an engine's classes are loaded when it is chosen, and not before.
/// Imports the engines and what they are built from.
@NullMarked
package dev.kecs.server.engine;

import org.jspecify.annotations.NullMarked;
