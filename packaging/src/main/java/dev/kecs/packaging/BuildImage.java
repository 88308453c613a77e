package dev.kecs.packaging;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The build's step that makes the image: runtime, libraries, launchers, AOT caches, archive.
///
/// Start reading here. Arguments: the project's version, its root, the output folder, `archive` or `image`.
final class BuildImage {

    private final String version;
    private final Path root;
    private final Path output;
    private final Path image;

    private BuildImage(String version, Path root, Path output) {
        this.version = version;
        this.root = root;
        this.output = output;
        this.image = output.resolve("kecs-" + version + "-" + platform());
    }

    public static void main(String[] arguments) throws Exception {
        BuildImage build = new BuildImage(arguments[0], Path.of(arguments[1]), Path.of(arguments[2]));
        build.image();
        if (arguments[3].equals("archive")) {
            step("archive", () -> Archive.pack(build.image));
        }
    }

    private void image() throws Exception {
        Files.createDirectories(image);
        step("runtime", () -> new RuntimeImage().make(image.resolve("runtime"), output.resolve("runtime.key")));
        ClassPath jars =
                new ClassPath(Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                        .map(Path::of)
                        .toList());
        List<Placed> applications = new ArrayList<>();
        Set<Path> needed = new LinkedHashSet<>();
        for (Application application : Application.all()) {
            List<Path> own = jars.of(application.artifact(), version);
            needed.addAll(own);
            applications.add(new Placed(
                    application,
                    own.stream().map(jar -> jar.getFileName().toString()).toList()));
        }
        Libraries[] libraries = new Libraries[1];
        step(
                "libraries",
                () -> libraries[0] = Libraries.place(
                        image.resolve("lib"), needed, Runtime.version() + " " + RuntimeImage.OPTIONS + applications));
        step("launchers", () -> launchers(applications, libraries[0]));
        step("examples", this::extras);
        sayName();
        AotCaches caches = new AotCaches(image, libraries[0], output.resolve("training"));
        if (!caches.complete(applications)) {
            step("AOT caches", () -> new Training(caches, applications).run());
        }
    }

    /// `./kecs` reads there which image it is to run.
    private void sayName() throws IOException {
        Files.writeString(output.resolve("image.name"), image.getFileName() + "\n");
    }

    private void launchers(List<Placed> applications, Libraries libraries) throws IOException {
        String hash = libraries.folder().getFileName().toString();
        for (Placed placed : applications) {
            LauncherScript.write(
                    image.resolve("bin").resolve(placed.application().launcher()),
                    LauncherScript.text(placed.application(), version, hash, placed.jars()));
        }
        Trees.stamp(image.resolve("bin"));
    }

    private void extras() throws IOException {
        Trees.delete(image.resolve("examples"));
        Trees.copy(root.resolve("examples"), image.resolve("examples"));
        Files.copy(root.resolve("LICENSE"), image.resolve("LICENSE"), StandardCopyOption.REPLACE_EXISTING);
        Trees.stamp(image.resolve("examples"));
        Files.setLastModifiedTime(image.resolve("LICENSE"), Trees.TIME);
    }

    /// The platform in the archive's name, such as `linux-x64`.
    static String platform() {
        String system = System.getProperty("os.name").toLowerCase(java.util.Locale.ROOT);
        String processor = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x64";
        return (system.startsWith("mac") ? "macos" : "linux") + "-" + processor;
    }

    private interface Step {
        void run() throws Exception;
    }

    private static void step(String name, Step step) throws Exception {
        long start = System.nanoTime();
        step.run();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        System.out.printf("[step] %-12s %5.1f s%n", name, took.toMillis() / 1000.0);
    }
}
