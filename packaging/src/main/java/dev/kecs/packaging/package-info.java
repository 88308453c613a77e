/// Builds the image that users run: a jlink runtime, the application's jars, AOT caches and launchers.
///
/// Rule: runs in the build only, nothing here is shipped. Jars and AOT caches share a folder that is named by the
/// jars' content, because a JVM may run old classes from a cache whose jar has changed.
/// Imports the JDK and `dev.kecs.protocol` (to talk to the processes that it trains).
@NullMarked
package dev.kecs.packaging;

import org.jspecify.annotations.NullMarked;
