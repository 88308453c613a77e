package dev.kecs.awsjson;

/// The text is not JSON.
public final class MalformedJsonException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String problem;

    MalformedJsonException(String problem) {
        super(problem, null, false, false);
        this.problem = problem;
    }

    public String problem() {
        return problem;
    }
}
