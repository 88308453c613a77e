@NullMarked
package dev.kecs.api.http;

import org.jspecify.annotations.NullMarked;
