package dev.kecs.cli.forward.screen.paint;

import java.time.Duration;
import java.util.Locale;

/// Amounts as people read them at a glance.
final class Quantities {

    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

    private Quantities() {}

    /// Such as `0 B`, `1.5 KiB`, `12 MiB`.
    static String bytes(long amount) {
        double value = amount;
        int unit = 0;
        // 1023.95 would be rounded to 1024.
        while (value >= 1023.5 && unit < UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 || value >= 9.95 ? "%.0f %s" : "%.1f %s", value, UNITS[unit]);
    }

    /// Such as `5s`, `12m`, `3h`, `4d`; nothing is shorter than `0s`.
    static String age(Duration since) {
        long seconds = Math.max(0, since.toSeconds());
        if (seconds < 120) {
            return seconds + "s";
        }
        if (seconds < 7200) {
            return seconds / 60 + "m";
        }
        return seconds < 172_800 ? seconds / 3600 + "h" : seconds / 86_400 + "d";
    }
}
