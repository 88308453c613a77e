/// How this host reaches tasks. Its one rule: it says what is wanted and what there is; it asks nobody. Imports
/// nothing of this module.
@NullMarked
package dev.kecs.engine.kubernetes.reach;

import org.jspecify.annotations.NullMarked;
