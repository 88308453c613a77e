package dev.kecs.bench;

import dev.kecs.bench.report.Report;
import java.nio.file.Path;

/// One benchmark; it starts what it needs and leaves nothing running.
public interface Benchmark {
    String name();

    /// `image` is the packaged product; `workplace` an empty directory of its own.
    Report run(Path image, Path workplace) throws Exception;
}
