@NullMarked
package dev.kecs.server.settings;

import org.jspecify.annotations.NullMarked;
