package dev.kecs.agent.statefile;

import dev.kecs.config.Mistakes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/// `config.yaml`: the forwards that are wanted. People may edit it while no agent runs; a copy of the last content that
/// was
/// understood stands by for the case that they made a mistake. Used by one thread at a time, in the process that holds
/// the lock.
public final class ConfigFile {
    private static final String VERSION = "1";
    /// A target's type is a member like others, for people and for readers that know no tags of ours.
    private final YAMLMapper yaml =
            YAMLMapper.builder().disable(YAMLWriteFeature.USE_NATIVE_TYPE_ID).build();
    private final Path file;
    private final Path standby;
    private final InstantSource clock;
    private @Nullable List<WantedForward> written;

    public ConfigFile(Path file, InstantSource clock) {
        this.file = file;
        this.standby = file.resolveSibling("config.last.yaml");
        this.clock = clock;
    }

    /// The file's shape.
    record Config(String version, List<WantedForward> forwards) {
        Config {
            if (!VERSION.equals(version)) {
                throw new IllegalArgumentException("version must be \"" + VERSION + "\", not " + version);
            }
            forwards = List.copyOf(Objects.requireNonNull(forwards, "forwards"));
            Set<String> seen = new HashSet<>();
            for (WantedForward forward : forwards) {
                if (!seen.add(forward.id())) {
                    throw new IllegalArgumentException("two forwards have the id " + forward.id());
                }
                if (!seen.add("name " + forward.name())) {
                    throw new IllegalArgumentException("two forwards are named " + forward.name());
                }
            }
        }
    }

    /// What is wanted; nothing when there is no file. A file that cannot be understood is set aside under a name that
    /// tells when, and never lost; then the last one that was understood counts.
    ///
    /// @param problems told in one sentence when a file was set aside
    public List<WantedForward> read(Consumer<String> problems) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        byte[] content = Files.readAllBytes(file);
        try {
            List<WantedForward> wanted = understand(content);
            keepStandby(content, problems);
            return wanted;
        } catch (JacksonException e) {
            return withoutBroken(sentence(e), problems);
        }
    }

    /// What is wanted counts, even on a disk that takes no copy of it.
    private void keepStandby(byte[] content, Consumer<String> problems) {
        try {
            WholeFile.write(standby, content, false);
        } catch (IOException e) {
            problems.accept(standby + " cannot be written: " + e);
        }
    }

    private List<WantedForward> withoutBroken(String why, Consumer<String> problems) throws IOException {
        List<WantedForward> last = last();
        String counts =
                last.isEmpty() ? "nothing is forwarded" : "the last good one counts, with " + last.size() + " forwards";
        Path aside = file.resolveSibling("config.broken-" + clock.millis() + ".yaml");
        try {
            Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
            problems.accept(file + " cannot be understood and was kept as " + aside + "; " + counts + ": " + why);
        } catch (IOException e) {
            problems.accept(
                    file + " cannot be understood, nor kept under another name (" + e + "); " + counts + ": " + why);
            return last;
        }
        try {
            if (!last.isEmpty()) {
                write(last);
            }
        } catch (IOException e) {
            problems.accept(file + " cannot be written: " + e);
        }
        return last;
    }

    private static String sentence(JacksonException wrong) {
        TokenStreamLocation at = wrong.getLocation();
        String place = at == null || at.getLineNr() < 1
                ? ""
                : "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ";
        return place + Mistakes.inOneLine(String.valueOf(wrong.getOriginalMessage()));
    }

    private List<WantedForward> last() throws IOException {
        try {
            return Files.exists(standby) ? understand(Files.readAllBytes(standby)) : List.of();
        } catch (JacksonException e) {
            return List.of();
        }
    }

    private List<WantedForward> understand(byte[] content) {
        Config read;
        try {
            read = yaml.readValue(content, Config.class);
        } catch (IllegalArgumentException e) {
            // So the parser answers where a file ends within an escape, or an escape names no character.
            throw MismatchedInputException.from(null, Config.class, "an escape means no character");
        }
        if (read == null) {
            throw MismatchedInputException.from(null, Config.class, "nothing but null is in it");
        }
        return read.forwards();
    }

    /// Durable when it returns. What the file says already is not written again.
    public void write(List<WantedForward> forwards) throws IOException {
        if (forwards.equals(written) && Files.exists(file)) {
            return;
        }
        written = null;
        byte[] content = yaml.writeValueAsBytes(new Config(VERSION, forwards));
        // The copy first: when it fails, nothing has changed.
        WholeFile.write(standby, content, false);
        WholeFile.write(file, content, true);
        written = List.copyOf(forwards);
    }
}
