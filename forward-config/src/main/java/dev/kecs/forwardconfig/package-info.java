/// Files that list forwards, as people write them. Its one rule: every mistake is told with its place, and nothing is
/// guessed. Imports `dev.kecs.config` and the shapes of `dev.kecs.protocol`.
@NullMarked
package dev.kecs.forwardconfig;

import org.jspecify.annotations.NullMarked;
