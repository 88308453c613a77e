/// A forward: what is wanted of it and how callers see it. Its one rule: records only, each the exact shape
/// on the wire. Imports `target` and Jackson's annotations.
@NullMarked
package dev.kecs.protocol.forward;

import org.jspecify.annotations.NullMarked;
