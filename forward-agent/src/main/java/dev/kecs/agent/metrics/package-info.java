/// Figures of all forwards for Prometheus. Its one rule: it only reads, when it is asked. Written here because the text
/// format takes forty lines, and a library would take the agent's memory. Imports the JDK's HTTP server and
/// `forward-protocol`.
@NullMarked
package dev.kecs.agent.metrics;

import org.jspecify.annotations.NullMarked;
