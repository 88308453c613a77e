/// Tags on resources. Imports only `failure`.
@NullMarked
package dev.kecs.ecs.tag;

import org.jspecify.annotations.NullMarked;
