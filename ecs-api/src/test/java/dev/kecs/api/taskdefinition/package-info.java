@NullMarked
package dev.kecs.api.taskdefinition;

import org.jspecify.annotations.NullMarked;
