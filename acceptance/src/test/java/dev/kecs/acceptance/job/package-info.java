/// The main job, as the README tells it: an ECS service, reached through a forward.
///
/// Rule: everything through the packaged programs and the SDK for Java. Imports the harness and the SDK.
@NullMarked
package dev.kecs.acceptance.job;

import org.jspecify.annotations.NullMarked;
