/// What is asked of an API server, and when again. Its one rule: it decides nothing. Imports Kubernetes model types,
/// `pod` and the Kubernetes client.
@NullMarked
package dev.kecs.engine.kubernetes.command;

import org.jspecify.annotations.NullMarked;
