package dev.kecs.cli.forward.screen.paint;

import java.util.List;

/// Numbers as a row of bars, each relative to the highest in sight.
final class Sparkline {

    private static final String BARS = "▁▂▃▄▅▆▇█";

    private Sparkline() {}

    /// The last numbers that fit, at the right end. The lowest bar is 0; what is more has a higher one.
    ///
    /// @param columns its width
    static String of(List<Long> numbers, int columns) {
        List<Long> last = numbers.subList(Math.max(0, numbers.size() - columns), numbers.size());
        long highest = last.stream().mapToLong(Long::longValue).max().orElse(0);
        StringBuilder text = new StringBuilder().repeat(' ', columns - last.size());
        for (long number : last) {
            int steps = BARS.length() - 1;
            text.append(BARS.charAt(number <= 0 ? 0 : (int) Math.ceil((double) number * steps / highest)));
        }
        return text.toString();
    }
}
