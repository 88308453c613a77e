package dev.kecs.awsjson;

/// A member has a JSON value that its type cannot have.
public final class MalformedMemberException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String path;
    private final String expected;

    MalformedMemberException(String path, String expected) {
        super(path + ": expected " + expected, null, false, false);
        this.path = path;
        this.expected = expected;
    }

    /// Where it stands, for example `containerDefinitions[0].portMappings[1].containerPort`.
    public String path() {
        return path;
    }

    /// What its JSON type should be, for example `a string`.
    public String expected() {
        return expected;
    }
}
