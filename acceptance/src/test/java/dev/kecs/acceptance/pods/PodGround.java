package dev.kecs.acceptance.pods;

import dev.kecs.acceptance.forward.PeerGround;
import dev.kecs.acceptance.product.Kecs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import tools.jackson.databind.json.JsonMapper;

/// Pods of the image `busybox`, whose shell does what the processes' program does, byte for byte. Any thread may use
/// it.
record PodGround(Kubectl kubectl) implements PeerGround {
    /// For one connection, which is its standard input and output.
    private static final String PEER = """
            cat > /tmp/peer <<'EOF'
            read -r -n 1 wish
            case $wish in
              d) exec dd if=/dev/zero bs=131072 count=8192 2> /dev/null ;;
              w) cat > /dev/null; sleep 10; exec dd if=/dev/zero bs=1048576 count=1 2> /dev/null ;;
              s) sleep 0.5 ;;
            esac
            case $wish in
              i | s)
                if [ -e /tmp/late ]; then how=late; else how=served; fi
                echo "$KECS_TASK_DEFINITION $KECS_TASK_ID $how" ;;
              *) printf %s "$wish"; exec cat ;;
            esac
            EOF
            """;

    private static final String LISTEN = """
            nc -ll -p 7000 -e sh /tmp/peer &
            wait
            """;

    private static final String END_AT_ONCE = "trap 'exit 0' TERM\n";

    /// What a program goes on with after its end was asked for, see the processes' own.
    private static final String END_GRACEFULLY = "trap 'sleep 0.25; touch /tmp/late; sleep 1; exit 0' TERM\n";

    private static final String AWAIT_GO = "until [ -e /tmp/go ]; do sleep 0.05; done\n";

    /// A listener that stands still, with more connections than it has room for.
    private static final String FILL = """
            nc -l -p 7000 -e cat &
            listener=$!
            until netstat -ltn | grep -q :7000; do sleep 0.05; done
            kill -STOP $listener
            for filler in 1 2 3 4; do (sleep 1000 | nc 127.0.0.1 7000) & done
            until netstat -tn | grep -q SYN_SENT; do sleep 0.05; done
            echo full
            """;

    private static final String EMPTY = "kill -9 $listener; killall -9 nc sleep\n";

    /// It shuts its side of each connection at once, and counts what comes, but for the byte that says so.
    private static final String COUNT = """
            while true; do
              count=$(nc -l -p 7000 < /dev/null | wc -c)
              echo "received $((count - 1))"
            done &
            wait
            """;

    String[] startOptions() {
        return new String[] {"--engine", "kubernetes"};
    }

    @Override
    public Kecs start() throws IOException {
        return Kecs.started(settings(), startOptions());
    }

    String settings() {
        return "kubernetes:\n  kubeconfig: " + kubectl.kubeconfig().toAbsolutePath() + "\n";
    }

    @Override
    public ContainerDefinition.Builder program(String mode) {
        return container(mode);
    }

    static ContainerDefinition.Builder container(String mode) {
        return ContainerDefinition.builder()
                .image("busybox")
                .entryPoint(List.of("sh", "-c"))
                .command(List.of(script(mode)));
    }

    private static String script(String mode) {
        return switch (mode) {
            case "peer" -> PEER + END_AT_ONCE + LISTEN;
            case "refuse" -> PEER + END_AT_ONCE + AWAIT_GO + LISTEN;
            case "silent" -> PEER + END_AT_ONCE + FILL + AWAIT_GO + EMPTY + LISTEN;
            case "graceful" -> PEER + END_GRACEFULLY + LISTEN;
            case "upload" -> END_AT_ONCE + COUNT;
            case "gate" -> END_AT_ONCE + AWAIT_GO;
            default -> throw new IllegalArgumentException(mode);
        };
    }

    /// Takes its pod away, as `kubectl delete --force` does.
    @Override
    public long kill(Kecs kecs, String task) {
        kubectl.run("delete", "pod", "-n", namespace(task), pod(task), "--force", "--grace-period=0", "--wait=false");
        return System.nanoTime();
    }

    @Override
    public void letGo(Kecs kecs, String task, String container) {
        kubectl.run("exec", "-n", namespace(task), pod(task), "-c", container, "--", "touch", "/tmp/go");
    }

    private static String pod(String task) {
        return "kecs-task-" + task;
    }

    boolean has(String task) {
        return !namespace(task).isEmpty();
    }

    private String namespace(String task) {
        return kubectl.run(
                "get",
                "pods",
                "--all-namespaces",
                "-l",
                "kecs.dev/task=" + task,
                "-o",
                "jsonpath={.items[*].metadata.namespace}");
    }

    /// The tasks of a service whose pods run, in all of an instance's namespaces.
    List<String> running(String mark, String service) {
        return List.of(kubectl.run(
                        "get",
                        "pods",
                        "--all-namespaces",
                        "-l",
                        "kecs.dev/instance-id=" + mark + ",kecs.dev/service=" + service,
                        "--field-selector",
                        "status.phase=Running",
                        "-o",
                        "jsonpath={.items[*].metadata.labels['kecs\\.dev/task']}")
                .split(" ", -1));
    }

    /// What an instance wrote on all that it made.
    static String mark(Kecs kecs, String instance) {
        try {
            return JsonMapper.shared()
                    .readTree(Files.readString(kecs.home().instance(instance).resolve("kubernetes.json")))
                    .path("id")
                    .asString();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Removes the namespaces of an instance.
    void remove(String mark) {
        kubectl.run("delete", "namespaces", "-l", "kecs.dev/instance-id=" + mark, "--wait=false");
    }
}
