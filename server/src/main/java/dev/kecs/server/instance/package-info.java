/// The life of one kecs-server. Imports every adapter, `control` and `target`.
@NullMarked
package dev.kecs.server.instance;

import org.jspecify.annotations.NullMarked;
