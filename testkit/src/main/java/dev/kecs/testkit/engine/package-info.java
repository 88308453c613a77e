/// An engine that runs nothing, for tests of those who use engines. Its one rule: it keeps `TaskEngine`'s
/// contract, restarts of the control plane included. Imports `ecs`.
@NullMarked
package dev.kecs.testkit.engine;

import org.jspecify.annotations.NullMarked;
