@NullMarked
package dev.kecs.scheduler;

import org.jspecify.annotations.NullMarked;
