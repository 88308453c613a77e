/// Host addresses and ports promised to one owner, recorded where all instances of this user see them. Its one
/// rule: a lease whose owner exists is never given away. Imports nothing but the JDK.
@NullMarked
package dev.kecs.hostports;

import org.jspecify.annotations.NullMarked;
