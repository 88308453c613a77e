/// `kecs demo`: shows on a running service what a forward survives, and reports what it measured.
///
/// Rule: every number printed was measured in this run, through the forward, as any client sees it.
/// Imports the console, line, instance and command packages, `dev.kecs.protocol`, Jackson and java.net.
@NullMarked
package dev.kecs.cli.demo;

import org.jspecify.annotations.NullMarked;
