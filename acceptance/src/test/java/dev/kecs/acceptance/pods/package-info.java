/// What the product does with tasks as pods. Its one rule: the steps are those of the packages beside it; here is only
/// what pods need of their own. Needs a Kubernetes cluster and `kubectl`, see "Tests that need Kubernetes" in
/// CONTRIBUTING.md.
@NullMarked
package dev.kecs.acceptance.pods;

import org.jspecify.annotations.NullMarked;
