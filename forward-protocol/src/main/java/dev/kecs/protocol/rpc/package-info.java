/// JSON-RPC 2.0 over a unix stream socket, one object a line. Its one rule: it knows no method but `hello`. Imports
/// Jackson and `paths`; starts no thread in a client, since the CLI uses it at every call.
@NullMarked
package dev.kecs.protocol.rpc;

import org.jspecify.annotations.NullMarked;
