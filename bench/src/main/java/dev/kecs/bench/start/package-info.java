/// How long the packaged commands take and what the agent costs at rest. Its one rule: times are of whole commands, as
/// a
/// user waits for them.
@NullMarked
package dev.kecs.bench.start;

import org.jspecify.annotations.NullMarked;
