/// Daemons killed at random moments, again and again, while clients go on.
///
/// Rule: what was acknowledged is there afterwards, what ran still runs, and nothing is there twice. The moments come
/// from a seed that a failure prints. Imports the harness and the SDK.
@NullMarked
package dev.kecs.acceptance.crash;

import org.jspecify.annotations.NullMarked;
