package dev.kecs.cli.forward.file;

import dev.kecs.cli.console.CommandFailure;
import dev.kecs.cli.console.ExitCode;
import dev.kecs.cli.line.Candidates.Names;
import dev.kecs.cli.line.Invocation;
import dev.kecs.cli.line.Option;
import dev.kecs.config.InvalidConfigException;
import dev.kecs.forwardconfig.ForwardFile;
import dev.kecs.protocol.forward.ForwardRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/// The option `--config`, and the file that it names.
final class FileOption {
    static final Option<String> CONFIG = Option.text(
                    "--config", "FILE", "The file that lists the forwards; - reads standard input.")
            .completedBy(Names.FILE);
    static final String STANDARD_INPUT = "-";

    private FileOption() {}

    static String of(Invocation invocation) {
        return invocation.value(CONFIG).orElseThrow(() -> invocation.misused("--config FILE is missing"));
    }

    /// What the agent remembers a forward by: the file's own path, whatever led to it. Of a file that was deleted, its
    /// directory's.
    static String origin(String file) {
        if (file.equals(STANDARD_INPUT)) {
            return file;
        }
        Path path = Path.of(file).toAbsolutePath().normalize();
        try {
            return path.toRealPath().toString();
        } catch (IOException absent) {
            return inDirectory(path).toString();
        }
    }

    private static Path inDirectory(Path file) {
        Path directory = file.getParent();
        try {
            return directory == null ? file : directory.toRealPath().resolve(file.getFileName());
        } catch (IOException absent) {
            return file;
        }
    }

    static List<ForwardRequest> read(Invocation invocation, String file) {
        boolean standardInput = file.equals(STANDARD_INPUT);
        try {
            byte[] content =
                    standardInput ? invocation.console().in().readAllBytes() : Files.readAllBytes(Path.of(file));
            return ForwardFile.parse(content, standardInput ? "standard input" : file);
        } catch (InvalidConfigException wrong) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "nothing was started, because the file is wrong\n" + wrong.getMessage(),
                    "The keys are described in docs/reference/port-forward-yaml.md");
        } catch (NoSuchFileException missing) {
            throw new CommandFailure(ExitCode.NOT_FOUND, "there is no file " + file, "Give the file with --config.");
        } catch (IOException unreadable) {
            throw new CommandFailure(
                    ExitCode.NOT_FOUND, file + " cannot be read: " + unreadable, "Give the file with --config.");
        }
    }
}
