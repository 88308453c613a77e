package dev.kecs.forwardconfig.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.kecs.config.InvalidConfigException;
import dev.kecs.testkit.fuzz.FilesUnderFire;
import dev.kecs.testkit.fuzz.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// A file of any content is either understood or refused, soon, with a line for each mistake that names its place.
final class FileFuzz {
    private static final Pattern KNOWN = Pattern.compile("unknown key 'unknown'.*; known here: (.*)");

    /// What reads the file.
    interface Reader {
        void read(Path file) throws IOException, InvalidConfigException;
    }

    private final String what;
    private final Path file;
    private final Reader reader;
    private final Set<String> keys = new LinkedHashSet<>();

    /// @param file where inputs are written
    FileFuzz(String what, Path file, Reader reader) {
        this.what = what;
        this.file = file;
        this.reader = reader;
    }

    /// The keys that the reader knows in this section must all be reached. It is asked, so that a new key counts.
    ///
    /// @param place as in [Tree#places]; empty for the outermost
    /// @param text a file with a key called `unknown` in that section and nowhere else
    FileFuzz knowing(String place, String text) throws IOException {
        Files.writeString(file, text);
        try {
            reader.read(file);
            fail("an unknown key was taken: " + text);
        } catch (InvalidConfigException e) {
            Matcher known = KNOWN.matcher(String.valueOf(e.getMessage()));
            assertThat(known.find()).as(e.getMessage()).isTrue();
            Arrays.stream(known.group(1).split(", "))
                    .map(key -> place.isEmpty() ? key : place + "." + key)
                    .forEach(keys::add);
        }
        return this;
    }

    /// @param valid files to begin with
    void run(int count, List<String> valid) {
        List<Tree> trees = valid.stream()
                .map(text -> Tree.of(new Load(LoadSettings.builder().build()).loadFromString(text)))
                .toList();
        new FilesUnderFire(what, keys, trees).run(count, this::takes);
    }

    private boolean takes(byte[] content) throws IOException {
        Files.write(file, content);
        try {
            reader.read(file);
            return true;
        } catch (InvalidConfigException e) {
            FilesUnderFire.assertOneLineEach(file, String.valueOf(e.getMessage()));
            return false;
        }
    }
}
