package dev.kecs.acceptance.forward;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/// The program of a task that counts datagrams and answers none but questions: one that begins with `?` is answered
/// with how many others came, and from how many addresses.
final class DatagramCounter {
    private DatagramCounter() {}

    public static void main(String[] arguments) throws IOException {
        Set<Integer> senders = new HashSet<>();
        int count = 0;
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(
                InetAddress.ofLiteral(System.getenv("KECS_TASK_IP")), Integer.parseInt(System.getenv("UDP_PORT"))))) {
            socket.setReceiveBufferSize(1 << 20);
            DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
            while (true) {
                packet.setLength(2048);
                socket.receive(packet);
                if (packet.getLength() > 0 && packet.getData()[0] == '?') {
                    packet.setData((count + " " + senders.size()).getBytes(StandardCharsets.US_ASCII));
                    socket.send(packet);
                    packet.setData(new byte[2048]);
                } else {
                    count++;
                    senders.add(packet.getPort());
                }
            }
        }
    }
}
