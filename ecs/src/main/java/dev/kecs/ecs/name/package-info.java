/// The names of things: regions, accounts and ARNs as types. Its one rule: a value of one of these types is
/// well formed. Imports nothing but the JDK. Formats: "Amazon ECS resource ARNs" in the Service Authorization
/// Reference.
@NullMarked
package dev.kecs.ecs.name;

import org.jspecify.annotations.NullMarked;
