package dev.kecs.cli.forward.screen;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Lets one thread wait until it is time to look again, or until another thread says that there is something to see.
final class Pulse {

    private final Semaphore told = new Semaphore(0);

    /// Ends the wait, or the next one when nobody waits now.
    void tell() {
        if (told.availablePermits() == 0) {
            told.release();
        }
    }

    /// Waits to be told, so long at most.
    ///
    /// @return whether it was told
    boolean await(Duration limit) throws InterruptedException {
        boolean was = told.tryAcquire(limit.toMillis(), TimeUnit.MILLISECONDS);
        told.drainPermits();
        return was;
    }
}
