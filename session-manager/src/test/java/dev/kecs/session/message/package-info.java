@NullMarked
package dev.kecs.session.message;

import org.jspecify.annotations.NullMarked;
