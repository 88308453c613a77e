package dev.kecs.cli.doctor;

import java.util.Locale;

/// What one check found.
///
/// @param subject what was looked at
/// @param verdict good, usable with a drawback, or not usable
/// @param detail what was seen
/// @param advice what to do about it; empty when nothing is to be done
public record Finding(String subject, Verdict verdict, String detail, String advice) {

    /// How much a finding matters.
    public enum Verdict {
        OK,
        WARN,
        FAIL;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static Finding ok(String subject, String detail) {
        return new Finding(subject, Verdict.OK, detail, "");
    }

    public static Finding warn(String subject, String detail, String advice) {
        return new Finding(subject, Verdict.WARN, detail, advice);
    }

    public static Finding fail(String subject, String detail, String advice) {
        return new Finding(subject, Verdict.FAIL, detail, advice);
    }
}
