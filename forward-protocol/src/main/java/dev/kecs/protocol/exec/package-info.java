/// Commands in containers, as the CLI asks the server for them. Its one rule: what streams carry is Base64, and nobody
/// here reads it. Imports `method`.
@NullMarked
package dev.kecs.protocol.exec;

import org.jspecify.annotations.NullMarked;
