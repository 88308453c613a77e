/// ECS clusters. Its one rule: counts are never stored, they are derived from services and tasks. Imports
/// `name`, `tag`, `failure`.
@NullMarked
package dev.kecs.ecs.cluster;

import org.jspecify.annotations.NullMarked;
