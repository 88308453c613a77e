package dev.kecs.agent.port;

/// Somebody else listens at the address.
public final class PortTakenException extends Exception {
    /// @param owner who, in words; empty when it cannot be known
    PortTakenException(LocalPort port, String address, String owner) {
        super("port " + port + " at " + address + " is taken" + (owner.isEmpty() ? "" : " by " + owner));
    }

    @Override
    public String getMessage() {
        String message = super.getMessage();
        return message == null ? "" : message;
    }
}
