/// The packaged product as a benchmark drives it: its launcher and its HTTP interface. Its one rule: nothing is used
/// that
/// a user could not use.
@NullMarked
package dev.kecs.bench.product;

import org.jspecify.annotations.NullMarked;
