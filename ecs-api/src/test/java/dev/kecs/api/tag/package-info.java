@NullMarked
package dev.kecs.api.tag;

import org.jspecify.annotations.NullMarked;
