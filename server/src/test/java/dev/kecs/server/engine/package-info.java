/// Tests of what chooses and builds engines.
@NullMarked
package dev.kecs.server.engine;

import org.jspecify.annotations.NullMarked;
