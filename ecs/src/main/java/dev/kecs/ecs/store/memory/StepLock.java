package dev.kecs.ecs.store.memory;

import java.util.concurrent.locks.ReentrantLock;

/// Owned by the thread that runs a step, one at a time, in the order of their coming. Knows how far that
/// thread is: in its step, or already telling subscribers.
final class StepLock {
    private final ReentrantLock lock = new ReentrantLock(true);

    /// Guarded by `lock`.
    private boolean stepping;

    /// Whether the calling thread is in a step.
    boolean isInStep() {
        return lock.isHeldByCurrentThread() && stepping;
    }

    void requireStep() {
        if (!isInStep()) {
            throw new IllegalStateException("Stores are written only inside Stores.atomically");
        }
    }

    void begin() {
        if (lock.isHeldByCurrentThread()) {
            throw new IllegalStateException("A subscriber must start no step");
        }
        lock.lock();
        stepping = true;
    }

    /// From here to [#end] the thread keeps others out but is no longer in its step.
    void finishStep() {
        stepping = false;
    }

    void end() {
        stepping = false;
        lock.unlock();
    }
}
