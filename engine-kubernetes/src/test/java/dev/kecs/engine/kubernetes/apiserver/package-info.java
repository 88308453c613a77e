/// An API server for tests that can fail in the ways of a real one. Its one rule: it keeps to Kubernetes' contract of
/// lists and watches, except where a test asks it to break. Imports the Kubernetes client's model types.
@NullMarked
package dev.kecs.engine.kubernetes.apiserver;

import org.jspecify.annotations.NullMarked;
