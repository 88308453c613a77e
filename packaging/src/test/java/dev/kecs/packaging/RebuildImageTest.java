package dev.kecs.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A JVM may run old classes from an AOT cache whose jar has changed. So a rebuild that changes a class must lead to
/// another folder and another cache.
class RebuildImageTest {

    private static final Application GREETING =
            new Application("greeting", "greeting", "sample.Greeting", JvmFlags.CLI);

    @TempDir
    Path work;

    @Test
    void aRebuildWithAChangedClassRunsTheChange() throws Exception {
        Path image = Files.createDirectories(work.resolve("image"));
        Files.createSymbolicLink(
                image.resolve("runtime"), BuiltImage.ofThisBuild().root().resolve("runtime"));

        Path first = build(image, "first");
        String before = new BuiltImage(image).run("greeting", "-XX:AOTMode=on").printed();
        Path second = build(image, "other");
        String after = new BuiltImage(image).run("greeting", "-XX:AOTMode=on").printed();

        assertThat(before).isEqualTo("first\n");
        assertThat(after).isEqualTo("other\n");
        assertThat(second).isNotEqualTo(first);
        assertThat(first).doesNotExist();
    }

    @Test
    void aRebuildWithoutChangeKeepsFolderAndCache() throws Exception {
        Path lib = work.resolve("image/lib");
        Path jar = jar("same");

        Path first = Libraries.place(lib, Set.of(jar), "about").folder();
        Files.writeString(first.resolve("greeting.aot"), "cache");
        Path second = Libraries.place(lib, Set.of(jar), "about").folder();
        Path third = Libraries.place(lib, Set.of(jar), "about another JVM").folder();

        assertThat(second).isEqualTo(first);
        assertThat(third).isNotEqualTo(first).exists();
        assertThat(first).doesNotExist();
    }

    private Path build(Path image, String greeting) throws Exception {
        Libraries libraries = Libraries.place(image.resolve("lib"), Set.of(jar(greeting)), "about");
        Placed placed = new Placed(GREETING, List.of("greeting-1.jar"));
        LauncherScript.write(
                image.resolve("bin/greeting"),
                LauncherScript.text(
                        GREETING, "1", libraries.folder().getFileName().toString(), placed.jars()));
        AotCaches caches = new AotCaches(image, libraries, work.resolve("records"));
        ExternalCommand.run(caches.training(placed, List.of(GREETING.mainClass())));
        caches.create(placed);
        return libraries.folder();
    }

    /// Both jars have the same name, time and size.
    private Path jar(String greeting) throws Exception {
        Path folder = Files.createDirectories(work.resolve("jar-" + greeting));
        Path source = folder.resolve("Greeting.java");
        Files.writeString(
                source,
                "package sample; public class Greeting { public static void main(String[] arguments) {"
                        + " System.out.println(\"" + greeting + "\"); } }");
        int exit =
                ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", folder.toString(), source.toString());
        assertThat(exit).isZero();
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        Path jar = folder.resolve("greeting-1.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(file, manifest)) {
            entries.setMethod(JarOutputStream.DEFLATED);
            JarEntry entry = new JarEntry("sample/Greeting.class");
            entry.setLastModifiedTime(Trees.TIME);
            entries.putNextEntry(entry);
            entries.write(Files.readAllBytes(folder.resolve("sample/Greeting.class")));
            entries.closeEntry();
        }
        return jar;
    }
}
