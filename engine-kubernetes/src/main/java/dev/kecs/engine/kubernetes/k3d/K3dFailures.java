package dev.kecs.engine.kubernetes.k3d;

import dev.kecs.ecs.engine.EngineException;
import dev.kecs.engine.kubernetes.program.ProgramException;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What failures of k3d and Docker mean, for people and for whoever can do something about them. Pure.
final class K3dFailures {
    /// How Docker engines say that a port is taken (sources: moby's port allocator and userland proxy, Docker
    /// Desktop).
    private static final Pattern TAKEN = Pattern.compile(
            "address already in use|port is already allocated|ports are not available|port is not available");

    /// k3d's own lines of an error; each begins with its level and the seconds since the start.
    private static final Pattern ERROR_LINE = Pattern.compile("(?m)^(?:ERRO|FATA)\\[\\d+]\\s*(.*)$");

    private K3dFailures() {}

    /// @param ingressPort that the cluster was to publish
    static EngineException of(String what, ProgramException failure, OptionalInt ingressPort) {
        String message = what + ": " + said(failure);
        if (ingressPort.isPresent() && isTaken(ingressPort.getAsInt(), failure)) {
            return new EngineException(message, ingressPort.getAsInt());
        }
        return new EngineException(message + advice(failure), failure);
    }

    /// Whether Docker could not publish a port because somebody else listens there.
    static boolean isTaken(int port, ProgramException failure) {
        return TAKEN.matcher(failure.output()).find()
                && Pattern.compile(":" + port + "\\b").matcher(failure.output()).find();
    }

    private static String said(ProgramException failure) {
        Matcher errors = ERROR_LINE.matcher(failure.output());
        String lines =
                errors.results().map(line -> line.group(1).strip()).distinct().collect(Collectors.joining("; "));
        return lines.isEmpty() ? String.valueOf(failure.getMessage()) : lines;
    }

    private static String advice(ProgramException failure) {
        String all = failure.getMessage() + failure.output();
        if (failure.exitCode().isEmpty() && failure.output().isEmpty()) {
            return ". `kecs doctor --engine k3d` says how to get what is missing";
        }
        if (all.contains("permission denied")) {
            return ". This user may not use Docker: `kecs doctor --engine k3d` says what to do";
        }
        if (all.contains("Cannot connect to the Docker daemon") || all.contains("docker daemon running")) {
            return ". Start Docker, and create the cluster again";
        }
        return "";
    }
}
