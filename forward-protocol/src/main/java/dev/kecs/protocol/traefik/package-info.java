/// Host ports at which clusters' HTTP routes are reached, as kecs-server tells them to people and to kecs-agent. Its
/// one rule: what is shown and what is routed, not what is leased. Imports the JDK and Jackson's annotations.
@NullMarked
package dev.kecs.protocol.traefik;

import org.jspecify.annotations.NullMarked;
