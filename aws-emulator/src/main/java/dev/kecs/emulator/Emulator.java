package dev.kecs.emulator;

import java.util.concurrent.CompletionStage;

/// The instance's emulator, as those see it who ask it something. Any thread may call it; nothing blocks.
public interface Emulator {
    EmulatorState state();

    /// Where it answers: at once when it is ready, otherwise as soon as it is. Many may wait.
    ///
    /// @return fails with an [EmulatorException] when it cannot be started
    CompletionStage<EmulatorEndpoint> ready();
}
