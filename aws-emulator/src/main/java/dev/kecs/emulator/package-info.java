/// The words of this module: which AWS emulator, in which state, where. Its one rule: values and one port; nothing here
/// runs anything. Imports the JDK only.
@NullMarked
package dev.kecs.emulator;

import org.jspecify.annotations.NullMarked;
