/// The agent's files: `config.yaml` is what is wanted, `state.yaml` what was observed. Its one rule: a reader finds the
/// old content or the new, whole. Imports `dev.kecs.protocol` for the shapes and Jackson for YAML.
@NullMarked
package dev.kecs.agent.statefile;

import org.jspecify.annotations.NullMarked;
