package dev.kecs.engine.kubernetes.exec;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// How a command ended, as the API server says it.
///
/// @param exitCode empty when it is not known
/// @param cannotRun why there was nothing to run; then the exit code is what a shell's would be
record CommandStatus(OptionalInt exitCode, Optional<String> cannotRun, String message) {
    private static final int NOT_EXECUTABLE = 126;
    private static final int NOT_FOUND = 127;

    static CommandStatus read(ByteBuffer json) {
        String text = StandardCharsets.UTF_8.decode(json).toString();
        return of(Serialization.unmarshal(text, Status.class));
    }

    static CommandStatus of(Status status) {
        String message = Optional.ofNullable(status.getMessage()).orElse("no reason was given");
        if ("Success".equals(status.getStatus())) {
            return new CommandStatus(OptionalInt.of(0), Optional.empty(), message);
        }
        Optional<Integer> code = Optional.ofNullable(status.getDetails()).map(StatusDetails::getCauses).stream()
                .flatMap(List::stream)
                .filter(cause -> "ExitCode".equals(cause.getReason()))
                .map(StatusCause::getMessage)
                .map(Integer::valueOf)
                .findFirst();
        if (code.isPresent()) {
            return new CommandStatus(OptionalInt.of(code.get()), Optional.empty(), message);
        }
        if (message.contains("executable file not found") || message.contains("no such file or directory")) {
            return new CommandStatus(OptionalInt.of(NOT_FOUND), Optional.of(message), message);
        }
        if (message.contains("permission denied")) {
            return new CommandStatus(OptionalInt.of(NOT_EXECUTABLE), Optional.of(message), message);
        }
        return new CommandStatus(OptionalInt.empty(), Optional.empty(), message);
    }
}
