/// Benchmarks that run the product and its rivals side by side. Its one rule: both sides are measured in the same run,
/// on
/// the same target, by the same load. Imports the product's `forward-protocol` only, to speak to its agent.
@NullMarked
package dev.kecs.bench;

import org.jspecify.annotations.NullMarked;
