/// The agent beside `kubectl port-forward`, to the same pod. Its one rule: all ways lead to one pod and are measured in
/// one run, turn by turn. Imports `product`, `process` and `report`.
@NullMarked
package dev.kecs.bench.pods;

import org.jspecify.annotations.NullMarked;
