/// What tests of this module share.
@NullMarked
package dev.kecs.emulator.testing;

import org.jspecify.annotations.NullMarked;
