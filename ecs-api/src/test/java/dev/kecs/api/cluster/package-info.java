@NullMarked
package dev.kecs.api.cluster;

import org.jspecify.annotations.NullMarked;
