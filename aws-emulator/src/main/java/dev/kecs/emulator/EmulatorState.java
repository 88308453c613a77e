package dev.kecs.emulator;

/// How the emulator is doing. Written by the thread "aws-emulator" alone.
///
/// | state    | event                        | next     |
/// |----------|------------------------------|----------|
/// | Starting | it answers                   | Ready    |
/// | Starting | it cannot be started         | Failed   |
/// | Ready    | it ended, or stopped to answer | Failed |
/// | Failed   | the pause is over            | Starting |
public sealed interface EmulatorState {
    /// @param step what is being done, for people
    record Starting(String step) implements EmulatorState {}

    record Ready(EmulatorEndpoint endpoint) implements EmulatorState {}

    /// It is tried again.
    ///
    /// @param reason what happened and what to do next
    record Failed(String reason) implements EmulatorState {}
}
