package dev.kecs.emulator.run;

import dev.kecs.emulator.EmulatorEndpoint;
import dev.kecs.emulator.EmulatorException;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/// How one kind of emulator is run. Used by one thread at a time.
interface Means {
    /// One that was found or started, and need not answer yet.
    interface Running {
        EmulatorEndpoint endpoint();

        /// Where `GET` answers 200 once it can be used.
        String healthPath();

        boolean hasEnded();

        /// Returns when it has ended.
        void awaitEnd() throws InterruptedException;

        /// Lets go of it without ending it.
        void leave();
    }

    /// The one that runs already as it is wanted, or a new one; others of this instance are ended first.
    ///
    /// @param steps told what is being done, for people
    Running findOrStart(Consumer<String> steps) throws EmulatorException, IOException, InterruptedException;

    /// Ends whatever runs of it; does no harm when nothing does.
    void end() throws EmulatorException, IOException, InterruptedException;

    /// Ends whatever runs of it, and removes what it kept beyond the instance's directory.
    default void destroy() throws EmulatorException, IOException, InterruptedException {
        end();
    }

    /// After this long without an answer it has failed.
    Duration patience();
}
