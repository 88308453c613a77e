/// From image names to command lines. Its one rule: no registry is asked. Imports nothing of KECS.
@NullMarked
package dev.kecs.engine.process.image;

import org.jspecify.annotations.NullMarked;
