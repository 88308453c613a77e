/// Sockets that speak JSON-RPC, under fire from callers that keep to no rule. Its one rule: it knows JSON-RPC 2.0, and
/// learns from each test which methods there are. Imports `fuzz` and Jackson.
@NullMarked
package dev.kecs.testkit.rpc;

import org.jspecify.annotations.NullMarked;
