package dev.kecs.agent.port;

import org.jspecify.annotations.Nullable;

/// Somebody else listens at the address.
public final class PortTakenException extends Exception {
    private final transient LocalPort port;
    private @Nullable String message;

    PortTakenException(LocalPort port, String address) {
        super("port " + port + " at " + address + " is taken");
        this.port = port;
    }

    /// Names the owner, where it can be known. It is looked for now: that takes a look at every process, which whoever
    /// only tries another port need not wait for.
    @Override
    public synchronized String getMessage() {
        if (message == null) {
            String owner = PortOwner.of(port);
            message = super.getMessage() + (owner.isEmpty() ? "" : " by " + owner);
        }
        return message;
    }
}
