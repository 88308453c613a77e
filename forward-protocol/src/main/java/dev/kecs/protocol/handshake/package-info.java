/// What both ends say first on every connection, and whether they fit. Imports `method`.
@NullMarked
package dev.kecs.protocol.handshake;

import org.jspecify.annotations.NullMarked;
