/// Passes requests for AWS's other services on to the emulator. Its one rule: method, path, query, headers and bodies
/// go as they came, and no body is held in memory. Imports `emulator` and the JDK's HTTP server and client.
@NullMarked
package dev.kecs.emulator.pass;

import org.jspecify.annotations.NullMarked;
