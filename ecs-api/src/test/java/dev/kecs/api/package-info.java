/// Drives the operations over HTTP, with the real SDK for Java.
@NullMarked
package dev.kecs.api;

import org.jspecify.annotations.NullMarked;
