package dev.kecs.testkit.fuzz;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// Values that programs are known to stumble over, and words of the documents in question. Used by one thread.
final class OddValues {
    private static final List<String> LITERALS = List.of(
            "null",
            "true",
            "false",
            "0",
            "-0",
            "1",
            "-1",
            "65535",
            "65536",
            "2147483647",
            "2147483648",
            "-2147483648",
            "9223372036854775807",
            "-9223372036854775808",
            "9223372036854775808",
            "1.5",
            "1e3",
            "1e308",
            "1e999",
            "1e999999999",
            "-1e-999999999",
            "0x10",
            "0o17",
            "01",
            "+1",
            ".5",
            "NaN",
            "Infinity",
            "~",
            "{}",
            "[]",
            "''",
            "*x",
            "&x 1",
            "!!binary aa",
            "2026-01-31T12:00:00Z",
            "tru",
            "{",
            "]");
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "\0",
            "a\0b",
            "\n",
            "\r\n",
            "\t",
            "\u007f",
            "\u0085\u2028\ufeff",
            "\ud800",
            "\udc00\ud800",
            "\ud83d\ude00",
            "e\u0301",
            "../../etc",
            "/",
            ".",
            "agent",
            "%s%n",
            "$(id)",
            "'\"\\",
            "- a: b",
            "*",
            "&a",
            "-1",
            "65536",
            "9999999999999999999",
            "127.0.0.1",
            "::1",
            "0.0.0.0",
            "localhost",
            "1h",
            "999999999h",
            "2026-01-31T12:00:00Z",
            "+1000000000-12-31T23:59:59Z");
    private static final int LONGEST_TEXT = 20_000;
    private static final int DEEPEST = 3000;

    private final RandomGenerator random;
    private final List<String> words;

    OddValues(RandomGenerator random, List<String> words) {
        this.random = random;
        this.words = List.copyOf(words);
    }

    <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /// A key or a value of valid documents.
    String word() {
        return any(words);
    }

    String text() {
        return switch (random.nextInt(200)) {
            case 0 -> any(TEXTS).repeat(1 + random.nextInt(20));
            case 1 -> word().repeat(1 + random.nextInt(LONGEST_TEXT / 20));
            default ->
                switch (random.nextInt(5)) {
                    case 0 -> letters(random.nextInt(30));
                    case 1 -> any(TEXTS);
                    default -> word();
                };
        };
    }

    private String letters(int count) {
        StringBuilder text = new StringBuilder();
        IntStream.range(0, count)
                .forEach(i -> text.appendCodePoint(random.nextInt(4) == 0 ? anyLetter() : 32 + random.nextInt(95)));
        return text.toString();
    }

    private int anyLetter() {
        int point = random.nextInt(Character.MAX_CODE_POINT + 1);
        return Character.isDefined(point) ? point : 'x';
    }

    Tree scalar() {
        return random.nextBoolean() ? new Tree.Text(text()) : new Tree.Literal(literal());
    }

    private String literal() {
        return switch (random.nextInt(150)) {
            case 0 -> "9".repeat(1 + random.nextInt(1500));
            case 1 -> "[".repeat(random.nextInt(DEEPEST));
            case 2 -> nested("[", "]");
            case 3 -> nested("{\"a\":", "}");
            default -> random.nextInt(3) == 0 ? String.valueOf(random.nextInt(-5, 70_000)) : any(LITERALS);
        };
    }

    private String nested(String open, String close) {
        int depth = random.nextInt(DEEPEST);
        return open.repeat(depth) + "1" + close.repeat(depth);
    }

    /// Any tree at all, with keys that mostly mean something.
    Tree tree(int depth) {
        int kind = depth <= 0 ? 0 : random.nextInt(4);
        int count = random.nextInt(6);
        return switch (kind) {
            case 1 ->
                new Tree.Items(
                        IntStream.range(0, count).mapToObj(i -> tree(depth - 1)).toList());
            case 2, 3 ->
                new Tree.Entries(IntStream.range(0, count)
                        .mapToObj(i -> new Tree.Entry(random.nextInt(8) == 0 ? text() : word(), tree(depth - 1)))
                        .toList());
            default -> scalar();
        };
    }
}
