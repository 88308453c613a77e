/// One contract test class per store port, run by every implementation. Its one rule: what is tested here is
/// what the ports' documentation promises. Imports `ecs`, JUnit and AssertJ.
@NullMarked
package dev.kecs.testkit.store;

import org.jspecify.annotations.NullMarked;
