package dev.kecs.cli.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/// Whether the usual API port is free for an instance that is started next.
record ApiPortCheck(int port) implements Check {

    @Override
    public Finding look() {
        String subject = "port " + port;
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
            return Finding.ok(subject, "free for the next instance's API");
        } catch (IOException taken) {
            return Finding.ok(subject, "taken; an instance started next gets the next free port");
        }
    }
}
