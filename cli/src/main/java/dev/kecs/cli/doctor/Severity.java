package dev.kecs.cli.doctor;

/// Makes the finding of a check that is not satisfied.
@FunctionalInterface
interface Severity {

    Finding finding(String subject, String detail, String advice);
}
