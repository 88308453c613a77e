/// Every path below `KECS_HOME`. Its one rule: nobody else computes a path of an instance. Imports the JDK only, and of
/// it little, since the CLI loads these classes at every start.
@NullMarked
package dev.kecs.protocol.paths;

import org.jspecify.annotations.NullMarked;
