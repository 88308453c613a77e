/// What happened to forwards, remembered for those who ask. Its one rule: whoever adds an event never waits for whoever
/// reads. Imports the protocol only.
@NullMarked
package dev.kecs.agent.event;

import org.jspecify.annotations.NullMarked;
