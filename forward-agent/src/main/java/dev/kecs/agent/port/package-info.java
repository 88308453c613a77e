/// Local ports: choosing, binding, and saying who has one. Its one rule: the bind decides, never a check
/// before it. Imports `forward-protocol`'s words for
/// protocols and the JDK.
@NullMarked
package dev.kecs.agent.port;

import org.jspecify.annotations.NullMarked;
