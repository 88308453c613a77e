package dev.kecs.cli.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/// Whether one loopback address can be listened on.
///
/// @param address a literal address
/// @param otherwise how much it matters when it cannot
record LoopbackCheck(String address, Severity otherwise) implements Check {

    @Override
    public Finding look() {
        String subject = "address " + address;
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral(address), 0));
            return Finding.ok(subject, "can be listened on");
        } catch (IOException refused) {
            return otherwise.finding(subject, "cannot be listened on: " + refused.getMessage(), advice());
        }
    }

    private String advice() {
        return switch (address) {
            case "127.0.0.1" -> "Bring the loopback interface up: ip link set lo up";
            case "::1" -> "Forwards listen on 127.0.0.1 only.";
            default -> "Tasks share 127.0.0.1 and get dynamic ports instead of an address each.";
        };
    }
}
