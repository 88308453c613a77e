package dev.kecs.engine.kubernetes.way;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whether a published port has been seen to lead to its task. Two connections in a row must last, since one may seem
/// to while what takes it has not found out yet that nobody is there: each process on the way has to be given the
/// processor first. It is tried again and again, and believed after half a minute: some programs end every connection
/// at which nothing is said. Owned by the cluster's thread.
final class WayProof {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final int MOST_DOUBLINGS = 4;
    private static final Duration BELIEVED_AFTER = Duration.ofSeconds(30);
    private static final int ENOUGH = 2;

    private @Nullable Instant began;
    private Instant due = Instant.MIN;
    private int failures;
    private int lasting;
    private boolean trying;
    private boolean given;
    private boolean written;

    /// Of a way that was proven to an earlier control plane, which has written that down.
    static WayProof ofBefore() {
        WayProof proof = new WayProof();
        proof.given = true;
        proof.written = true;
        return proof;
    }

    boolean isGiven() {
        return given;
    }

    /// Whether it is to be written down now for the next control plane.
    boolean isUnwritten() {
        return given && !written;
    }

    void written() {
        written = true;
    }

    boolean isDue(Instant now) {
        return !given && !trying && !due.isAfter(now);
    }

    void begin(Instant now) {
        began = began == null ? now : began;
        trying = true;
    }

    /// @param lasted whether the connection did
    /// @return when it is to be tried again
    Optional<Instant> ended(boolean lasted, Instant now) {
        trying = false;
        lasting = lasted ? lasting + 1 : 0;
        given = lasting == ENOUGH || (began != null && !now.isBefore(began.plus(BELIEVED_AFTER)));
        due = lasted ? now : now.plus(FIRST_PAUSE.multipliedBy(1L << Math.min(MOST_DOUBLINGS, failures++)));
        return given ? Optional.empty() : Optional.of(due);
    }
}
