/// Valid records to begin a test with. Its one rule: whoever cares for a value sets it in the test. Imports
/// `ecs`.
@NullMarked
package dev.kecs.testkit.sample;

import org.jspecify.annotations.NullMarked;
