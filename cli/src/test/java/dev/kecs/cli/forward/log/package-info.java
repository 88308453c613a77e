/// Tests of the logs' reading. Its one rule: files in a directory of the test's own.
@NullMarked
package dev.kecs.cli.forward.log;

import org.jspecify.annotations.NullMarked;
