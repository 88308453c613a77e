@NullMarked
package dev.kecs.api.model;

import org.jspecify.annotations.NullMarked;
