package dev.kecs.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;

/// The POSIX sh script that starts an application from wherever the image lies.
///
/// It forks only for a symbolic link, since each fork costs a millisecond or more of a command that takes fifty.
/// Without its AOT cache the application runs too, only slower. `KECS_JAVA_OPTIONS` is added to the flags.
final class LauncherScript {

    private static final String TEMPLATE = """
            #!/bin/sh
            # Starts @name@ @version@.
            self=$0
            while [ -h "$self" ]; do
              link=$(readlink "$self")
              case $link in
                /*) self=$link ;;
                *) self=${self%/*}/$link ;;
              esac
            done
            case $self in
              */*) bin=${self%/*} ;;
              *) bin=. ;;
            esac
            case $bin in
              /*) ;;
              *) bin=$PWD/$bin ;;
            esac
            case $bin in
              */./*|*/../*|*/.|*/..|*//*) dist=$(cd -P -- "$bin/.." && pwd) ;;
              *) dist=${bin%/*} ;;
            esac
            lib=$dist/lib/@hash@
            terminal=false
            if [ -t 2 ]; then terminal=true; fi
            unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS
            exec "$dist/runtime/bin/java" -XX:AOTCache="$lib/@cache@" @flags@ \\
              ${KECS_JAVA_OPTIONS-} -Dkecs.dist="$dist" -Dkecs.version=@version@ -Dkecs.terminal=$terminal \\
              -cp "@classpath@" @main@ "$@"
            """;

    private LauncherScript() {}

    static String text(Application application, String version, String hash, List<String> jars) {
        return TEMPLATE.replace("@name@", application.launcher())
                .replace("@version@", version)
                .replace("@hash@", hash)
                .replace("@cache@", application.cache())
                .replace("@flags@", String.join(" ", application.flags()))
                .replace("@classpath@", jars.stream().map(jar -> "$lib/" + jar).collect(Collectors.joining(":")))
                .replace("@main@", application.mainClass());
    }

    static void write(Path script, String text) throws IOException {
        Files.createDirectories(script.resolveSibling(""));
        Path fresh = script.resolveSibling(script.getFileName() + ".fresh");
        Files.writeString(fresh, text);
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.move(fresh, script, StandardCopyOption.ATOMIC_MOVE);
    }
}
