package dev.kecs.packaging;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Packs an image as `<image>.tar.gz`, names sorted and owners left out, so that equal images pack alike.
///
/// The files' times are kept: an AOT cache records those of its jars.
final class Archive {

    private Archive() {}

    static Path pack(Path image) throws IOException, InterruptedException {
        Path archive = image.resolveSibling(image.getFileName() + ".tar.gz");
        ExternalCommand.run(List.of(
                "tar",
                "--sort=name",
                "--owner=0",
                "--group=0",
                "--numeric-owner",
                "--use-compress-program=gzip -n",
                "-C",
                image.resolveSibling("").toString(),
                "-cf",
                archive.toString(),
                image.getFileName().toString()));
        return archive;
    }
}
