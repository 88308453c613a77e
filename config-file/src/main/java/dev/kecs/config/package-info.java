/// YAML files that people write. Its one rule: every mistake is named with its line and column, all in one
/// go. Imports a YAML parser.
@NullMarked
package dev.kecs.config;

import org.jspecify.annotations.NullMarked;
