package dev.kecs.agent.port;

import java.net.InetSocketAddress;

/// Somebody else listens at the address.
public final class PortTakenException extends Exception {
    /// @param owner who, in words; empty when it cannot be known
    PortTakenException(InetSocketAddress address, String owner) {
        super("port " + address.getPort() + " at " + address.getAddress().getHostAddress() + " is taken"
                + (owner.isEmpty() ? "" : " by " + owner));
    }

    @Override
    public String getMessage() {
        String message = super.getMessage();
        return message == null ? "" : message;
    }
}
