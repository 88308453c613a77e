package dev.kecs.engine.kubernetes.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SharedLibrariesTest {
    private static final String TOLD = """
            /opt/kecs/runtime/bin/java:
            \tlinux-vdso.so.1 (0x00007ffd8a3c4000)
            \tlibjli.so => /opt/kecs/runtime/bin/../lib/libjli.so (0x00007f6a8bf25000)
            \tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f6a8bd3a000)
            \t/lib64/ld-linux-x86-64.so.2 (0x00007f6a8bf51000)
            /opt/kecs/runtime/lib/libjava.so:
            \tlibjvm.so => not found
            \tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007fce3ed20000)
            \tlibm.so.6 => /usr/lib/libm.so.6 (0x00007fce3ed20000)
            """;

    @Test
    void theSystemsOwnAreNeededAndTheLoaderButNotTheRuntimesAndNotTheKernels() {
        SharedLibraries found = SharedLibraries.told(TOLD, Path.of("/opt/kecs/runtime"));
        assertThat(found.files())
                .containsExactlyInAnyOrder(
                        Path.of("/lib/x86_64-linux-gnu/libc.so.6"),
                        Path.of("/lib64/ld-linux-x86-64.so.2"),
                        Path.of("/usr/lib/libm.so.6"));
        assertThat(found.directories()).containsExactly("/lib/x86_64-linux-gnu", "/lib64", "/usr/lib");
    }
}
