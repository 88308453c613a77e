/// Stands for clusters' Traefik: a gateway at each cluster's host port, in front of forwards of its own to the
/// cluster's services. Its one rule: which ports and services there are is kecs-server's to say; nothing is kept.
/// Imports `gateway`, `session`, `port`, `target` and `forward-protocol`.
@NullMarked
package dev.kecs.agent.ingress;

import org.jspecify.annotations.NullMarked;
