@NullMarked
package dev.kecs.session;

import org.jspecify.annotations.NullMarked;
