/// `kecs traefik`, a file for each verb.
///
/// Rule: verbs ask the server and print; they decide nothing. Imports the console, line and instance packages.
@NullMarked
package dev.kecs.cli.traefik;

import org.jspecify.annotations.NullMarked;
