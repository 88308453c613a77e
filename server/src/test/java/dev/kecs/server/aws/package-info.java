@NullMarked
package dev.kecs.server.aws;

import org.jspecify.annotations.NullMarked;
