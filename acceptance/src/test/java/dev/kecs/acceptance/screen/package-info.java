/// The terminal screen of the built product, in a terminal.
///
/// Rule: what is checked is what a person sees. Imports `product`.
@NullMarked
package dev.kecs.acceptance.screen;

import org.jspecify.annotations.NullMarked;
