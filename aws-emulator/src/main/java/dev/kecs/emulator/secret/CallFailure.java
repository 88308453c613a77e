package dev.kecs.emulator.secret;

/// The emulator refused a call.
final class CallFailure extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String code;

    /// @param code AWS's word for it, for example `ResourceNotFoundException`
    CallFailure(String code, String message) {
        super(code + ": " + message);
        this.code = code;
    }

    String code() {
        return code;
    }
}
