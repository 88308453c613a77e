/// The HTTP front: awsJson1.1 in and out. Its one rule: whatever comes in, what goes out is ECS's own error
/// or answer. Imports `action`, `model`, `ecs` and `aws-json`.
@NullMarked
package dev.kecs.api.http;

import org.jspecify.annotations.NullMarked;
