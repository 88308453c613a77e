/// The ECS API beside moto's server. Its one rule: the same requests on the same kind of connection to both.
@NullMarked
package dev.kecs.bench.api;

import org.jspecify.annotations.NullMarked;
