package dev.kecs.acceptance.product;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The image that the build, or `./kecs`, has made.
record Image(Path root) {

    /// The one of this checkout.
    static Image ofThisCheckout() throws IOException {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(directory.resolve("packaging/pom.xml"))) {
            Path parent = directory.getParent();
            if (parent == null) {
                throw new IllegalStateException(
                        "no KECS checkout around " + Path.of("").toAbsolutePath());
            }
            directory = parent;
        }
        Path output = directory.resolve("packaging/target");
        Path name = output.resolve("image.name");
        if (!Files.exists(name)) {
            throw new IllegalStateException("the product is not built: run ./kecs version in " + directory);
        }
        return new Image(output.resolve(Files.readString(name).strip()));
    }

    Path program(String name) {
        return root.resolve("bin").resolve(name);
    }

    Path example(String name) {
        return root.resolve("examples").resolve(name);
    }
}
