package dev.kecs.ecs.failure;

/// Carries an [EcsFailure] up to the wire. It is an answer, not a defect, so it has no stack trace.
public final class EcsException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient EcsFailure failure;

    public EcsException(EcsFailure failure) {
        super(failure.code() + ": " + failure.message(), null, false, false);
        this.failure = failure;
    }

    public EcsFailure failure() {
        return failure;
    }
}
