/// What a forward promises, on the built product: real tasks, real kills, full sizes.
///
/// Rule: a figure that is asserted is one that the design names. Imports the harness and the SDK.
@NullMarked
package dev.kecs.acceptance.forward;

import org.jspecify.annotations.NullMarked;
