/// Tests of the built image; those named `XxxImageTest` run after it was built.
///
/// Rule: the image of the build is never changed, tests work on copies. Imports the packaging steps.
@NullMarked
package dev.kecs.packaging;

import org.jspecify.annotations.NullMarked;
