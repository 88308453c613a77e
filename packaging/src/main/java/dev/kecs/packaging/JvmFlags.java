package dev.kecs.packaging;

import java.util.List;
import java.util.stream.Stream;

/// The JVM flags of each launcher.
///
/// Module exports and native access are flags, not manifest entries: a manifest's count only with `-jar`.
final class JvmFlags {

    /// Small and quick to start. A cache mapped where it was made needs no relocation (10 to 60 ms). Reflection by
    /// native accessors generates no classes, which the cache could not hold. `-Xlog:disable` keeps a JVM's warning
    /// about a cache that does not fit out of the output, which may be JSON that a script reads.
    private static final List<String> EVERY = List.of(
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "-XX:-UsePerfData",
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:ArchiveRelocationMode=0",
            "-Djdk.reflect.useNativeAccessorOnly=true",
            "-Xlog:disable",
            "--enable-native-access=ALL-UNNAMED");

    /// Its output is UTF-8 whatever the locale: scripts read it.
    static final List<String> CLI = with(
            "-XX:TieredStopAtLevel=1",
            "-Xms8m",
            "-Xmx128m",
            "-Xss512k",
            "-Dstdout.encoding=UTF-8",
            "-Dstderr.encoding=UTF-8");

    static final List<String> SERVER = with("-Xms32m", "-Xmx512m");

    /// Small at rest: the relay allocates nothing, so a young generation of 1 MiB will do; and what the compiler has
    /// used at the start goes back to the system (times in ms). Its cache is resident as a whole, and the first
    /// compiler reads no profiles, so the cache holds none (1 MB).
    static final List<String> AGENT = with(
            "-XX:TieredStopAtLevel=1",
            "-XX:-AOTRecordTraining",
            "-XX:-AOTReplayTraining",
            "-Xms4m",
            "-Xmn1m",
            "-Xmx96m",
            "-XX:+UnlockExperimentalVMOptions",
            "-XX:TrimNativeHeapInterval=15000",
            "-XX:MaxDirectMemorySize=128m",
            "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED");

    static final List<String> ECHO = with("-XX:TieredStopAtLevel=1", "-Xms4m", "-Xmx64m");

    private JvmFlags() {}

    private static List<String> with(String... own) {
        return Stream.concat(EVERY.stream(), Stream.of(own)).toList();
    }
}
