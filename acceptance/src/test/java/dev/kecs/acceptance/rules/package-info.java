/// The rules of the code base as tests: who may import whom, how large things may grow, how they are named, and that
/// the
/// pages of docs/ say what the code does. Its one rule: a failing test lists every offender, so that one run shows all
/// there is to repair. Imports ArchUnit, the product's own classes, and the harness.
@NullMarked
package dev.kecs.acceptance.rules;

import org.jspecify.annotations.NullMarked;
