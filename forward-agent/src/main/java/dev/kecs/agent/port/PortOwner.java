package dev.kecs.agent.port;

import dev.kecs.protocol.target.Transport;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/// Tells who listens at a port, from `/proc`; of other users' processes it knows nothing.
final class PortOwner {
    /// As in the column `st` of proc(5): TCP_LISTEN, and what an unconnected UDP socket shows.
    private static final String LISTENING = "0A";

    private static final String RECEIVING = "07";

    private PortOwner() {}

    /// @return like `pid 123 (python3 -m http.server)`; empty when it cannot be known
    static String of(LocalPort port) {
        try {
            Set<String> sockets = new HashSet<>();
            String table = "/proc/net/" + port.transport().word();
            String state = port.transport() == Transport.TCP ? LISTENING : RECEIVING;
            collect(Path.of(table), port.number(), state, sockets);
            collect(Path.of(table + "6"), port.number(), state, sockets);
            return sockets.isEmpty() ? "" : holder(sockets);
        } catch (IOException e) {
            return "";
        }
    }

    private static void collect(Path table, int port, String state, Set<String> sockets) throws IOException {
        if (!Files.exists(table)) {
            return;
        }
        String suffix = String.format(Locale.ROOT, ":%04X", port);
        for (String line : Files.readAllLines(table)) {
            String[] columns = line.strip().split("\\s+", -1);
            if (columns.length > 9 && columns[1].endsWith(suffix) && columns[3].equals(state)) {
                sockets.add("socket:[" + columns[9] + "]");
            }
        }
    }

    private static String holder(Set<String> sockets) throws IOException {
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                if (holds(process, sockets)) {
                    String command = shortened(Files.readString(process.resolve("cmdline")));
                    return "pid " + process.getFileName() + (command.isEmpty() ? "" : " (" + command + ")");
                }
            }
        }
        return "";
    }

    private static boolean holds(Path process, Set<String> sockets) {
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path descriptor : descriptors) {
                if (sockets.contains(Files.readSymbolicLink(descriptor).toString())) {
                    return true;
                }
            }
        } catch (IOException | SecurityException e) {
            // Another user's process, or one that has just ended.
        }
        return false;
    }

    /// What a program was called with, on one line and without anything that a terminal would obey.
    static String shortened(String arguments) {
        String command = arguments.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return command.length() > 80 ? command.substring(0, 77) + "..." : command;
    }
}
