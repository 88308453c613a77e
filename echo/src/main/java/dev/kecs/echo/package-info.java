/// The program behind the image `kecs/echo`: HTTP on `PORT`, raw TCP echo on `ECHO_PORT`, UDP echo on
/// `UDP_PORT`. Its one rule: small and quick to start. Imports nothing but the JDK.
@NullMarked
package dev.kecs.echo;

import org.jspecify.annotations.NullMarked;
