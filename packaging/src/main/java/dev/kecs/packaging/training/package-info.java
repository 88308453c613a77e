/// Runs each daemon as users do, so that what it loads can be recorded. Imports `forward-protocol` only.
@NullMarked
package dev.kecs.packaging.training;

import org.jspecify.annotations.NullMarked;
