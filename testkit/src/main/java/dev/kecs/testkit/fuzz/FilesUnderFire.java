package dev.kecs.testkit.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// Gives a reader one file after another. Each must be taken or refused within ten seconds; whatever else happens fails
/// with the input and how to make it again. Used by one thread.
///
/// @param what is read
/// @param places the keys that must each be in an input that was taken, and in one that was refused
/// @param valid files to begin with
public record FilesUnderFire(String what, Set<String> places, List<Tree> valid) {
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int LONGEST_LINE = 2000;

    /// What is tested.
    @FunctionalInterface
    public interface Reader {
        /// Reads a file of this content.
        ///
        /// @return whether it was taken; it was refused as it should be otherwise
        /// @throws AssertionError when it was refused in another way
        boolean takes(byte[] content) throws IOException;
    }

    /// Prints what the inputs reached.
    public void run(int count, Reader reader) {
        long seed = Tally.seed();
        Tally tally = new Tally(what, seed, places);
        Inputs inputs = new Inputs(seed, valid, List.of(Tree::yaml, Tree::json));
        for (int number = 1; number <= count; number++) {
            Input input = inputs.next();
            tally.count(input);
            boolean taken = taken(reader, input, "seed %d, input %d, %s".formatted(seed, number, input));
            Tree tree = input.tree();
            if (tree != null) {
                tally.reachAll(tree, taken);
            }
        }
        System.out.println(tally);
        assertThat(tally.mutations()).isGreaterThan(count / 2 - count / 50);
        assertThat(tally.missed()).as("seed %d", seed).isEmpty();
    }

    private static boolean taken(Reader reader, Input input, String name) {
        long began = System.nanoTime();
        try {
            return reader.takes(input.bytes());
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError | AssertionError e) {
            throw new AssertionError(name, e);
        } finally {
            assertThat(Duration.ofNanos(System.nanoTime() - began)).as(name).isLessThan(LONGEST);
        }
    }

    /// A refusal has a line of bearable length for each mistake, which names its place.
    public static void assertOneLineEach(Path file, String refusal) {
        assertThat(refusal.split("\n", -1))
                .allMatch(line -> line.startsWith(file + ":") && line.length() < LONGEST_LINE);
    }
}
