@NullMarked
package dev.kecs.server.instance;

import org.jspecify.annotations.NullMarked;
