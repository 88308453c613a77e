# Sourced by ./kecs, ./check and .ci/run: sets JAVA_HOME to a JDK that can build KECS, or says what is missing.

KECS_JDK_MINIMUM=25

# The major version of the JDK at $1 in $found, 0 when there is none. Reads its release file: no fork.
jdk_version() {
  found=0
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
  while IFS= read -r line; do
    case $line in
      JAVA_VERSION=*)
        line=${line#*\"}
        line=${line%%[!0-9]*}
        found=${line:-0}
        ;;
    esac
  done < "$1/release"
}

find_jdk() {
  if [ -n "${JAVA_HOME-}" ]; then
    jdk_version "$JAVA_HOME"
    [ "$found" -lt "$KECS_JDK_MINIMUM" ] || { export JAVA_HOME; return 0; }
  fi
  best=0
  best_home=
  on_path=
  if command -v javac > /dev/null 2>&1; then
    on_path=$(readlink -f "$(command -v javac)" 2> /dev/null) && on_path=${on_path%/bin/javac}
  fi
  for home in "$on_path" /usr/lib/jvm/* /usr/local/lib/jvm/* /usr/java/* /opt/*jdk* /opt/java/* /opt/jdk/* /opt/*/jdk* \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.local/share/mise/installs/java/* \
    "$HOME"/.asdf/installs/java/* /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [ -d "$home" ] || continue
    jdk_version "$home"
    if [ "$found" -ge "$KECS_JDK_MINIMUM" ] && [ "$found" -gt "$best" ]; then
      best=$found
      best_home=$home
    fi
  done
  if [ "$best" -eq 0 ]; then
    echo "No JDK $KECS_JDK_MINIMUM or newer found: neither JAVA_HOME (${JAVA_HOME:-not set}) nor the usual places hold one." >&2
    echo "  Install one, for example from https://adoptium.net, or point JAVA_HOME at it." >&2
    return 1
  fi
  JAVA_HOME=$best_home
  export JAVA_HOME
}

find_maven() {
  if command -v mvn > /dev/null 2>&1; then
    MAVEN=mvn
  elif [ -x "${MAVEN_HOME-}/bin/mvn" ]; then
    MAVEN=$MAVEN_HOME/bin/mvn
  else
    echo "Maven was not found: neither mvn on the PATH nor MAVEN_HOME." >&2
    echo "  Install Maven 3.8.1 or newer, for example with: apt-get install maven" >&2
    return 1
  fi
  # Maven's own libraries use a deprecated method; its warning would head every build.
  MAVEN_OPTS="${MAVEN_OPTS-} --sun-misc-unsafe-memory-access=allow"
  export MAVEN_OPTS
}
