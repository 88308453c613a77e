/// The stores in a DuckDB file: one table per kind of record, each row a key and a JSON body, one transaction
/// per step. Its one rule: a file that cannot be used is left as it is. Imports `ecs`, `json` and JDBC.
@NullMarked
package dev.kecs.duckdb;

import org.jspecify.annotations.NullMarked;
