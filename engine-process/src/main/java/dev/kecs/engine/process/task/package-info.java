/// What is kept of a task in its directory. Its one rule: written once, before anything is started. Imports
/// `image`.
@NullMarked
package dev.kecs.engine.process.task;

import org.jspecify.annotations.NullMarked;
