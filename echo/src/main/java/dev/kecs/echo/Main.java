package dev.kecs.echo;

import java.util.Map;
import java.util.concurrent.CountDownLatch;

/// Starts the servers, and ends them on SIGTERM.
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws Exception {
        Map<String, String> environment = System.getenv();
        String address = environment.getOrDefault("KECS_TASK_IP", "0.0.0.0");
        CountDownLatch ended = new CountDownLatch(1);
        WebServer web = WebServer.start(address, port(environment, "PORT", 80), Identity.from(environment));
        RawEcho raw = RawEcho.start(address, port(environment, "ECHO_PORT", 0), environment.containsKey("ECHO_PORT"));
        DatagramEcho datagrams =
                DatagramEcho.start(address, port(environment, "UDP_PORT", 0), environment.containsKey("UDP_PORT"));
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            datagrams.close();
                            raw.close();
                            web.close();
                            ended.countDown();
                        },
                        "shutdown"));
        System.out.println("listening on " + address + ":" + web.port());
        ended.await();
    }

    private static int port(Map<String, String> environment, String name, int otherwise) {
        return Integer.parseInt(environment.getOrDefault(name, Integer.toString(otherwise)));
    }
}
