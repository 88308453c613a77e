/// Many forwards, many connections, many changes at once, on the built product.
///
/// Rule: every byte of a connection that is to live is checked, and what was taken is given back. Each has a small size
/// for every check and a full one, named `XxxIT`. Imports the harness and the SDK.
@NullMarked
package dev.kecs.acceptance.scale;

import org.jspecify.annotations.NullMarked;
