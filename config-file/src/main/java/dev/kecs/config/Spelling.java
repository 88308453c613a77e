package dev.kecs.config;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/// Finds what a misspelt word was meant to be.
final class Spelling {
    private static final int LONGEST = 64;

    private Spelling() {}

    /// The known word that differs least, when it differs by at most a third of its letters.
    static Optional<String> nearest(String word, Collection<String> known) {
        String nearest = null;
        int least = Integer.MAX_VALUE;
        if (word.length() <= LONGEST) {
            for (String candidate : known) {
                int distance = distance(word.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
                if (distance < least && distance * 3 <= candidate.length()) {
                    least = distance;
                    nearest = candidate;
                }
            }
        }
        return Optional.ofNullable(nearest);
    }

    /// How many letters must be put in, left out or replaced (Levenshtein's distance).
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
