@NullMarked
package dev.kecs.config;

import org.jspecify.annotations.NullMarked;
