@NullMarked
package dev.kecs.api;

import org.jspecify.annotations.NullMarked;
