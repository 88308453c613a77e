/// Host ports at which clusters' HTTP routes are reached, as kecs-server tells them. Its one rule: what is shown, not
/// what is leased. Imports the JDK.
@NullMarked
package dev.kecs.protocol.traefik;

import org.jspecify.annotations.NullMarked;
