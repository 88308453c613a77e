/// Names of methods and notifications with the types they carry. Imports nothing of KECS.
@NullMarked
package dev.kecs.protocol.method;

import org.jspecify.annotations.NullMarked;
