/// How long the packaged commands take for a file of a thousand forwards. Its one rule: times are of whole commands, as
/// a
/// user waits for them. Imports `product`, `process` and `report`.
@NullMarked
package dev.kecs.bench.many;

import org.jspecify.annotations.NullMarked;
