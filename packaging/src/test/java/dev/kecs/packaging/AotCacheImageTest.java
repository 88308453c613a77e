package dev.kecs.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `AOTMode=on` makes the JVM refuse to start when the cache does not fit.
class AotCacheImageTest {

    private static final String STRICT = "-XX:AOTMode=on -Xlog:class+load:stdout";

    @TempDir
    Path elsewhere;

    @Test
    void classesOfTheApplicationLoadFromTheCacheWhereTheArchiveIsUnpackedElsewhere() throws Exception {
        Path archive =
                BuiltImage.output().resolve(BuiltImage.ofThisBuild().root().getFileName() + ".tar.gz");
        ExternalCommand.run(List.of("tar", "-C", elsewhere.toString(), "-xzf", archive.toString()));
        BuiltImage unpacked =
                new BuiltImage(elsewhere.resolve(BuiltImage.ofThisBuild().root().getFileName()));

        BuiltImage.Ended ended = unpacked.run("kecs", STRICT, "version", "-o", "json");

        assertThat(ended.exit()).as(ended.printed()).isZero();
        assertThat(loaded(ended, "dev.kecs.")).isNotEmpty().allMatch(line -> line.contains("shared objects file"));
        assertThat(loaded(ended, "picocli.")).isNotEmpty().allMatch(line -> line.contains("shared objects file"));
        assertThat(loaded(ended, "tools.jackson."))
                .isNotEmpty()
                .filteredOn(line -> line.contains("shared objects file"))
                .hasSizeGreaterThan(100);
    }

    @Test
    void onlyTheTerminalScreenLoadsATerminalLibrary() throws Exception {
        BuiltImage.Ended listed = BuiltImage.ofThisBuild().run("kecs", STRICT, "port-forward", "list");

        assertThat(listed.exit()).as(listed.printed()).isZero();
        assertThat(loaded(listed, "dev.kecs.cli.forward.ForwardList")).isNotEmpty();
        assertThat(loaded(listed, "org.jline.")).isEmpty();
        // The verb itself is in the cache, since help describes it.
        assertThat(loaded(listed, "dev.kecs.cli.forward.screen."))
                .allMatch(line -> line.contains("dev.kecs.cli.forward.screen.ForwardScreen"));
    }

    @Test
    void anImageWithoutItsCacheRunsTooAndSaysNothingAboutIt() throws Exception {
        Path root = elsewhere.resolve("image");
        Trees.copy(BuiltImage.ofThisBuild().root(), root);
        try (var caches = Files.walk(root.resolve("lib"))) {
            for (Path cache :
                    caches.filter(path -> path.toString().endsWith(".aot")).toList()) {
                Files.delete(cache);
            }
        }

        BuiltImage.Ended ended = new BuiltImage(root).run("kecs", "", "version");

        assertThat(ended.exit()).isZero();
        assertThat(ended.printed()).matches("kecs \\S+ \\(Java \\S+\\)\n");
    }

    @Test
    void theLauncherIsFoundThroughSymbolicLinks() throws IOException, InterruptedException {
        Path root = BuiltImage.ofThisBuild().root();
        Path bin = Files.createDirectories(elsewhere.resolve("links/bin"));
        Files.createSymbolicLink(elsewhere.resolve("links/image"), root);
        Files.createSymbolicLink(bin.resolve("kecs"), Path.of("../image/bin/kecs"));

        BuiltImage.Ended ended = new BuiltImage(elsewhere.resolve("links")).run("kecs", STRICT, "version");

        assertThat(ended.exit()).as(ended.printed()).isZero();
        assertThat(ended.printed()).contains("kecs ");
    }

    private static List<String> loaded(BuiltImage.Ended ended, String prefix) {
        return ended.printed()
                .lines()
                .filter(line -> line.contains("] " + prefix) && line.contains(" source: "))
                .toList();
    }
}
