package dev.kecs.cli.completion;

/// One way to go on.
///
/// @param word the whole word under the cursor; one that ends with `/` is not the end of it
/// @param explanation one sentence; empty for none
record Candidate(String word, String explanation) {}
