/// Starts the emulator, finds it again after a restart of the control plane, and ends it. Its one rule: whatever is
/// started is recorded where the next server looks, so that there are never two. Imports `emulator` and `host-ports`.
@NullMarked
package dev.kecs.emulator.run;

import org.jspecify.annotations.NullMarked;
