/// Records as JSON rows. Its one rule: a row written by an older version is read by every later one. So the
/// names of states are written down here rather than derived, unknown members are skipped, and absent ones are
/// empty. Imports the records, `aws-json` and Jackson.
@NullMarked
package dev.kecs.duckdb.json;

import org.jspecify.annotations.NullMarked;
