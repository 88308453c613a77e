package dev.kecs.hostports;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/// TCP and UDP ports are independent: one may be free where the other is taken.
public enum PortProtocol {
    TCP {
        @Override
        public boolean canBind(String address, int port) {
            try (ServerSocket socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(InetAddress.ofLiteral(address), port));
                return true;
            } catch (IOException taken) {
                return false;
            }
        }
    },
    UDP {
        @Override
        public boolean canBind(String address, int port) {
            try (DatagramSocket socket =
                    new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral(address), port))) {
                return socket.isBound();
            } catch (IOException taken) {
                return false;
            }
        }
    };

    /// Whether somebody can listen there now.
    public abstract boolean canBind(String address, int port);
}
