/// TagResource, UntagResource, ListTagsForResource. Its one rule: one action is one class. Imports `action`
/// and `ecs`.
@NullMarked
package dev.kecs.api.tag;

import org.jspecify.annotations.NullMarked;
