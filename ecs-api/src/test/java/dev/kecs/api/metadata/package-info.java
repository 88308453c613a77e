@NullMarked
package dev.kecs.api.metadata;

import org.jspecify.annotations.NullMarked;
