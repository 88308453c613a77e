/// Images that KECS makes itself where this machine's Docker lacks them. Its one rule: nothing is fetched; an image is
/// made of what lies on this machine. Imports `program` and `ecs`.
@NullMarked
package dev.kecs.engine.kubernetes.image;

import org.jspecify.annotations.NullMarked;
