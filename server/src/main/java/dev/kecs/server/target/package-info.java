/// From targets to endpoints: a pure question to the stores. Imports `forward-protocol`'s messages and `ecs`.
@NullMarked
package dev.kecs.server.target;

import org.jspecify.annotations.NullMarked;
