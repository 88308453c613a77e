package dev.kecs.emulator;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Which emulator, and in which form.
public enum EmulatorKind {
    /// LocalStack as a container in Docker. Not as a process: its web server then listens on every interface.
    LOCALSTACK,
    /// moto as a process: `moto_server` on the PATH.
    MOTO,
    /// One that somebody else runs, at a URL.
    EXTERNAL;

    /// As it is written in kecs.yaml and on the command line.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<EmulatorKind> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(EmulatorKind::word).toList();
    }
}
