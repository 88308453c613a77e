package dev.kecs.cli.doctor;

import java.util.Locale;

/// What moves the bytes of bulky flows.
///
/// @param mover what a running agent says; empty when none runs
public record RelayCheck(String mover) implements Check {

    @Override
    public Finding look() {
        boolean linux =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).equals("linux");
        return switch (mover) {
            case "splice" -> Finding.ok("relay", "the agent lets the kernel move bulky flows: splice(2)");
            case "copy" ->
                linux
                        ? Finding.warn(
                                "relay",
                                "the agent copies bulky flows itself, because splice(2) cannot be called here",
                                "They take about twice the CPU time; nothing else is lost.")
                        : Finding.ok("relay", "the agent copies bulky flows itself, as on every system but Linux");
            default ->
                Finding.ok(
                        "relay",
                        linux
                                ? "bulky flows will be moved by splice(2); none was yet"
                                : "bulky flows are copied by the agent, as on every system but Linux");
        };
    }
}
