/// What users set for an instance in its `kecs.yaml`. Its one rule: a file with a mistake is refused whole.
/// Imports `config-file` and the types that settings become.
@NullMarked
package dev.kecs.server.settings;

import org.jspecify.annotations.NullMarked;
