/// TCP passed on from an address of this host that others reach. Its one rule: it listens at the address that it was
/// given, and nowhere else. Imports the JDK.
@NullMarked
package dev.kecs.hostports.relay;

import org.jspecify.annotations.NullMarked;
