package dev.kecs.cli.doctor.k3d;

import dev.kecs.cli.doctor.Check;
import dev.kecs.cli.doctor.Finding;
import dev.kecs.cli.doctor.k3d.Question.Answer;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whether k3d is there in a version whose commands KECS knows.
record K3dCheck(Question question) implements Check {
    private static final String SUBJECT = "k3d";
    private static final String ADVICE = "Install k3d 5.4 or newer: https://k3d.io/stable/#installation";
    private static final Pattern VERSION = Pattern.compile("k3d version v?(\\d+)\\.(\\d+)\\.(\\S+)");
    private static final int MAJOR = 5;
    private static final int LEAST_MINOR = 4;

    @Override
    public Finding look() {
        Answer answer = question.ask(List.of("k3d", "version"));
        if (answer.exit() == Answer.ABSENT) {
            return Finding.fail(SUBJECT, "not found on the PATH", ADVICE);
        }
        Matcher version = VERSION.matcher(answer.text());
        if (!version.find()) {
            return Finding.fail(SUBJECT, "`k3d version` tells no version: " + answer.text(), ADVICE);
        }
        int major = Integer.parseInt(version.group(1));
        int minor = Integer.parseInt(version.group(2));
        String whole = major + "." + minor + "." + version.group(3);
        if (major < MAJOR || (major == MAJOR && minor < LEAST_MINOR)) {
            return Finding.fail(SUBJECT, "version " + whole + " is too old", ADVICE);
        }
        if (major > MAJOR) {
            return Finding.warn(SUBJECT, "version " + whole + " is newer than any that KECS was tried with", ADVICE);
        }
        return Finding.ok(SUBJECT, "version " + whole);
    }
}
