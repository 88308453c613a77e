/// What a forward reaches, and what is known of it at one moment. Its one rule: records only, each the exact
/// shape on the wire. Imports Jackson's annotations.
@NullMarked
package dev.kecs.protocol.target;

import org.jspecify.annotations.NullMarked;
