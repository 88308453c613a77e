@NullMarked
package dev.kecs.server.ingress;

import org.jspecify.annotations.NullMarked;
