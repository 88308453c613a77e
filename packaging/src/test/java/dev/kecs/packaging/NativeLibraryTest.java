package dev.kecs.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibraryTest {

    @TempDir
    Path work;

    @Test
    void onlyThisPlatformsLibraryIsKeptAndItLiesBesideTheJar() throws IOException {
        String own = "libduckdb_java.so_" + NativeLibrary.platform();
        Path jar = jar("org/duckdb/Driver.class", own, "libduckdb_java.so_windows_amd64");
        Path folder = Files.createDirectories(work.resolve("lib"));

        NativeLibrary.separate(jar, folder);

        assertThat(folder.resolve(own)).hasContent("content of " + own);
        try (JarFile stripped = new JarFile(folder.resolve(jar.getFileName()).toFile())) {
            assertThat(stripped.stream().map(JarEntry::getName)).containsExactly("org/duckdb/Driver.class");
        }
    }

    @Test
    void aJarWithoutThisPlatformsLibraryIsAnError() throws IOException {
        Path jar = jar("libduckdb_java.so_windows_amd64");

        assertThatThrownBy(() -> NativeLibrary.separate(jar, Files.createDirectories(work.resolve("lib"))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("DuckDB is not released for this platform");
    }

    private Path jar(String... names) throws IOException {
        Path jar = work.resolve("duckdb_jdbc-1.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(file)) {
            for (String name : names) {
                entries.putNextEntry(new JarEntry(name));
                entries.write(("content of " + name).getBytes(StandardCharsets.UTF_8));
                entries.closeEntry();
            }
        }
        return jar;
    }
}
