/// Fetches secrets, parameters and environment files from the emulator. Its one rule: what AWS would refuse is refused
/// in ECS's words, and nothing waits on the caller's thread. Imports `emulator` and `ecs`.
@NullMarked
package dev.kecs.emulator.secret;

import org.jspecify.annotations.NullMarked;
