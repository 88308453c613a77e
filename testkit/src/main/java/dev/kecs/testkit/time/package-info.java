/// A clock that stands until a test moves it.
@NullMarked
package dev.kecs.testkit.time;

import org.jspecify.annotations.NullMarked;
