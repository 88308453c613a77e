/// Asks an endpoint whether it takes connections. Its one rule: a probe is a connection and nothing more. Imports
/// `relay`
/// for the kinds of failure.
@NullMarked
package dev.kecs.agent.probe;

import org.jspecify.annotations.NullMarked;
