/// What of AWS is beside ECS: an emulator, or none. Its one rule: without one, nothing of it is started. Imports
/// `aws-emulator` and the ports that it serves.
@NullMarked
package dev.kecs.server.aws;

import org.jspecify.annotations.NullMarked;
