/// Tasks as pods. Its one rule: what runs is Kubernetes' to know; nothing is kept here that the pods' own marks and the
/// scheduler's commands could not bring back. Imports `ecs`, the packages below it and SLF4J.
@NullMarked
package dev.kecs.engine.kubernetes;

import org.jspecify.annotations.NullMarked;
