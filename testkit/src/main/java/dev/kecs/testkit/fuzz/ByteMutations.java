package dev.kecs.testkit.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// Changes bytes a little: flipped bits, cut ends, slices twice, NUL, what is no UTF-8. Used by one thread.
final class ByteMutations {
    private static final int MOST_CHANGES = 4;
    private static final int LONGEST_RANDOM = 300;
    private static final List<byte[]> PIECES = List.of(
            new byte[] {0},
            new byte[] {(byte) 0xff},
            new byte[] {(byte) 0xc0, (byte) 0x80},
            new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
            new byte[] {(byte) 0xf5, (byte) 0x80, (byte) 0x80, (byte) 0x80},
            new byte[] {(byte) 0xe2, (byte) 0x82},
            new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf},
            new byte[] {(byte) 0xfe, (byte) 0xff},
            bytes("\n"),
            bytes("\r\n"),
            bytes("\t"),
            bytes("\""),
            bytes("'"),
            bytes("{"),
            bytes("}"),
            bytes("["),
            bytes("]"),
            bytes(":"),
            bytes(": "),
            bytes(","),
            bytes("- "),
            bytes("&a "),
            bytes("*a"),
            bytes("<<: *a"),
            bytes("---\n"),
            bytes("...\n"),
            bytes("%YAML 1.1\n"),
            bytes("# "),
            bytes("| "),
            bytes(">\n"),
            bytes("? "),
            bytes("!!map "),
            bytes("\\u0000"),
            bytes("\\ud800"),
            bytes("1e999"));

    private final RandomGenerator random;

    ByteMutations(RandomGenerator random) {
        this.random = random;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    byte[] mutate(byte[] valid) {
        byte[] mutated = valid;
        int changes = 1 + random.nextInt(MOST_CHANGES);
        for (int i = 0; i < changes; i++) {
            mutated = change(mutated);
        }
        return mutated;
    }

    private byte[] change(byte[] before) {
        int from = random.nextInt(before.length + 1);
        int to = Math.min(before.length, from + random.nextInt(20));
        byte[] piece = PIECES.get(random.nextInt(PIECES.size()));
        return switch (random.nextInt(8)) {
            case 0 -> flipped(before);
            case 1 -> spliced(before, from, to, new byte[0]);
            case 2 -> spliced(before, from, from, Arrays.copyOfRange(before, from, to));
            case 3 -> Arrays.copyOf(before, from);
            case 4 -> spliced(before, from, from, noise(random.nextInt(12)));
            case 5 -> spliced(before, from, to, piece);
            default -> spliced(before, from, from, piece);
        };
    }

    private byte[] flipped(byte[] before) {
        if (before.length == 0) {
            return noise(1);
        }
        byte[] after = before.clone();
        after[random.nextInt(after.length)] ^= (byte) (1 << random.nextInt(8));
        return after;
    }

    private static byte[] spliced(byte[] before, int from, int to, byte[] instead) {
        byte[] after = new byte[before.length - (to - from) + instead.length];
        System.arraycopy(before, 0, after, 0, from);
        System.arraycopy(instead, 0, after, from, instead.length);
        System.arraycopy(before, to, after, from + instead.length, before.length - to);
        return after;
    }

    private byte[] noise(int count) {
        byte[] noise = new byte[count];
        random.nextBytes(noise);
        return noise;
    }

    /// Nothing but chance: any bytes, or only those of the pieces above.
    byte[] random() {
        if (random.nextBoolean()) {
            return noise(random.nextInt(LONGEST_RANDOM));
        }
        byte[] made = new byte[0];
        int count = random.nextInt(20);
        for (int i = 0; i < count; i++) {
            made = spliced(made, made.length, made.length, PIECES.get(random.nextInt(PIECES.size())));
        }
        return made;
    }
}
