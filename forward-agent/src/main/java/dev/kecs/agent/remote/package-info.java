/// The agent's methods for callers on other machines. Its one rule: without a certificate, a key and a token
/// of some length there is nothing that listens. Imports `forward-config` and `forward-protocol`.
@NullMarked
package dev.kecs.agent.remote;

import org.jspecify.annotations.NullMarked;
