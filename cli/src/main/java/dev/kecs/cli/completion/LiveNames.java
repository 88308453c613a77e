package dev.kecs.cli.completion;

import dev.kecs.cli.line.Candidates.Names;
import java.util.List;

/// Who knows the names that change.
interface LiveNames {

    /// None when nobody can tell now: a person who types is not interrupted by errors.
    ///
    /// @param beginning of what is wanted; others may be answered too
    /// @param instance as given with `--instance`; empty when it was not
    List<String> names(Names what, String beginning, String instance);
}
