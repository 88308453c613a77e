package dev.kecs.testkit.fuzz;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// One input.
public final class Input {
    private static final int SHOWN = 2000;

    private final Kind kind;
    private final byte[] bytes;
    private final @Nullable Tree tree;

    Input(Kind kind, byte[] bytes, @Nullable Tree tree) {
        this.kind = kind;
        this.bytes = bytes;
        this.tree = tree;
    }

    public enum Kind {
        VALID("valid"),
        MUTATED_TREE("mutations of a valid tree"),
        MUTATED_BYTES("mutations of valid bytes"),
        RANDOM_TREE("random trees"),
        RANDOM_BYTES("random bytes");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /// What inputs of this kind are.
        public String words() {
            return words;
        }

        public boolean isMutation() {
            return this == MUTATED_TREE || this == MUTATED_BYTES;
        }
    }

    /// A tree that was mutated by a plan and not by chance, as JSON.
    public static Input of(Tree tree) {
        return new Input(Kind.MUTATED_TREE, tree.json().getBytes(StandardCharsets.UTF_8), tree);
    }

    public Kind kind() {
        return kind;
    }

    /// Not a copy.
    public byte[] bytes() {
        return bytes;
    }

    /// What the bytes were written from; null when they were changed afterwards or are nothing but chance.
    public @Nullable Tree tree() {
        return tree;
    }

    /// For a message: its beginning, without control characters.
    @Override
    public String toString() {
        StringBuilder shown = new StringBuilder();
        new String(bytes, 0, Math.min(bytes.length, SHOWN), StandardCharsets.ISO_8859_1)
                .chars()
                .forEach(c -> shown.append(c >= ' ' && c < 127 ? String.valueOf((char) c) : "\\x%02x".formatted(c)));
        return kind + ", " + bytes.length + " bytes: " + shown;
    }
}
