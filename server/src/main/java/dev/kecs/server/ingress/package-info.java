/// Host ports of clusters' HTTP routes. Its one rule: which port is free is decided by `host-ports`; here is
/// decided who gets one. Imports `ecs` and `host-ports`.
@NullMarked
package dev.kecs.server.ingress;

import org.jspecify.annotations.NullMarked;
