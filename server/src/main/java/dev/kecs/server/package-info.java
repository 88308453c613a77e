/// kecs-server's main. Its one rule: the only place that sees all adapters. Imports everything.
@NullMarked
package dev.kecs.server;

import org.jspecify.annotations.NullMarked;
