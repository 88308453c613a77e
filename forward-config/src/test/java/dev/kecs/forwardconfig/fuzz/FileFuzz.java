package dev.kecs.forwardconfig.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.kecs.config.InvalidConfigException;
import dev.kecs.testkit.fuzz.Input;
import dev.kecs.testkit.fuzz.Inputs;
import dev.kecs.testkit.fuzz.Tally;
import dev.kecs.testkit.fuzz.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
    private static final Duration LONGEST = Duration.ofSeconds(10);
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
    void run(int count, List<String> valid) throws IOException {
        List<Tree> trees = valid.stream()
                .map(text -> Tree.of(new Load(LoadSettings.builder().build()).loadFromString(text)))
                .toList();
        long seed = Tally.seed();
        Tally tally = new Tally(what, seed, keys);
        Inputs inputs = new Inputs(seed, trees, List.of(Tree::yaml, Tree::json));
        for (int number = 1; number <= count; number++) {
            Input input = inputs.next();
            tally.count(input);
            boolean taken = taken(input, "seed %d, input %d, %s".formatted(seed, number, input));
            Tree tree = input.tree();
            if (tree != null) {
                tally.reachAll(tree, taken);
            }
        }
        System.out.println(tally);
        assertThat(tally.mutations()).isGreaterThan(count / 2 - count / 50);
        assertThat(tally.missed()).as("seed %d", seed).isEmpty();
    }

    private boolean taken(Input input, String name) throws IOException {
        Files.write(file, input.bytes());
        long began = System.nanoTime();
        try {
            reader.read(file);
            return true;
        } catch (InvalidConfigException e) {
            assertThat(String.valueOf(e.getMessage()).split("\n", -1))
                    .as(name)
                    .allMatch(line -> line.startsWith(file + ":") && line.length() < 2000);
            return false;
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
            throw new AssertionError(name, e);
        } finally {
            assertThat(Duration.ofNanos(System.nanoTime() - began)).as(name).isLessThan(LONGEST);
        }
    }
}
