@NullMarked
package dev.kecs.api.task;

import org.jspecify.annotations.NullMarked;
