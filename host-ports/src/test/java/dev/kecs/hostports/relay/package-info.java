/// Tests of relays.
@NullMarked
package dev.kecs.hostports.relay;

import org.jspecify.annotations.NullMarked;
