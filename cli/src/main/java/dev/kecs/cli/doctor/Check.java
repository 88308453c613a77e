package dev.kecs.cli.doctor;

/// Looks at one thing.
@FunctionalInterface
public interface Check {

    Finding look();
}
