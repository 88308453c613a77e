package dev.kecs.emulator.testing;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// Stands for the program `moto_server`: `-H ADDRESS -p PORT`. It answers every request with 200.
public final class FakeMoto {
    private FakeMoto() {}

    public static void main(String[] arguments) throws IOException {
        HttpServer server = HttpServer.create(
                new InetSocketAddress(InetAddress.getByName(arguments[1]), Integer.parseInt(arguments[3])), 0);
        server.createContext("/", exchange -> FakeEmulator.send(exchange, 200, System.getenv("MOTO_ACCOUNT_ID")));
        server.start();
        System.out.println("listening on " + server.getAddress());
    }
}
