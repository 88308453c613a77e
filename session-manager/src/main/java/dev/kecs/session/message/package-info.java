/// The data channel's messages and their bytes. Its one rule: values only; nothing here sends. Imports `ecs` and
/// Jackson.
@NullMarked
package dev.kecs.session.message;

import org.jspecify.annotations.NullMarked;
