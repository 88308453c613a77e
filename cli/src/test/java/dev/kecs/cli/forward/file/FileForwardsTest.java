package dev.kecs.cli.forward.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.cli.testing.FakeDaemons;
import dev.kecs.cli.testing.Forwards;
import dev.kecs.cli.testing.Printed;
import dev.kecs.protocol.agent.ForwardApply;
import dev.kecs.protocol.agent.ForwardRemove;
import dev.kecs.protocol.forward.ForwardRequest;
import dev.kecs.protocol.rpc.RpcException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kecs port-forward run` and `down`.
class FileForwardsTest {
    private static final String WEB = "{type: service, cluster: production, service: webapp, localPort: 0, name: ";

    @TempDir
    Path home;

    private FakeDaemons daemons;

    @BeforeEach
    void makeDaemons() throws IOException {
        daemons = new FakeDaemons(home);
    }

    @AfterEach
    void endDaemons() throws IOException {
        daemons.close();
    }

    private static String file(String... names) {
        StringBuilder text = new StringBuilder("version: \"1\"\nforwards:\n");
        for (String name : names) {
            text.append("- ").append(WEB).append(name).append("}\n");
        }
        return text.toString();
    }

    private Path written(String... names) throws IOException {
        return Files.writeString(home.resolve("port-forward.yaml"), file(names));
    }

    private Printed run(String... more) {
        return Printed.in(home, arguments("run", more));
    }

    private String[] arguments(String verb, String... more) {
        List<String> all = new ArrayList<>(List.of(
                "port-forward",
                verb,
                "--config",
                home.resolve("port-forward.yaml").toString()));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    @Test
    void everyForwardIsToldWithWhatBecameOfIt() throws IOException {
        daemons.agent(() -> Forwards.READY);
        Path file = written("webapp", "other");

        Printed printed = run("--wait", "--prune");

        assertThat(printed.err()).isEmpty();
        assertThat(printed.exit()).isZero();
        assertThat(printed.out()).isEqualTo("""
                NAME     CHANGE    FORWARD
                webapp   created   ready  127.0.0.1:8081 → production/webapp:80
                other    created   ready  127.0.0.1:8081 → production/webapp:80
                """);
        ForwardApply applied = daemons.applied.getFirst();
        assertThat(applied.origin()).isEqualTo(file.toRealPath().toString());
        assertThat(applied.prune()).isTrue();
        assertThat(applied.dryRun()).isFalse();
        assertThat(applied.forwards()).extracting(ForwardRequest::name).containsExactly("webapp", "other");
    }

    @Test
    void oneFailureEndsWithOneAndNamesIt() throws IOException {
        daemons.agent(() -> Forwards.READY);
        written("webapp", "broken");

        Printed printed = run();

        assertThat(printed.exit()).isEqualTo(1);
        assertThat(printed.out()).contains("broken   failed    port 8081 is taken by pid 17");
    }

    @Test
    void oneThatIsLateEndsWithFive() throws IOException {
        daemons.agent(() -> {
            throw new RpcException(5, "webapp is Waiting", "");
        });
        written("webapp");

        Printed printed = run("--wait", "--timeout", "10ms");

        assertThat(printed.exit()).isEqualTo(5);
        assertThat(printed.err()).contains("not ready in time: webapp");
    }

    @Test
    void aWrongFileStartsNothingAndTellsEveryMistake() throws IOException {
        daemons.agent(() -> Forwards.READY);
        Files.writeString(home.resolve("port-forward.yaml"), "version: \"1\"\nforwards:\n- {name: a, typ: service}\n");

        Printed printed = run();

        assertThat(printed.exit()).isEqualTo(2);
        assertThat(printed.err())
                .contains("port-forward.yaml:3:3: type is missing", "port-forward.yaml:3:13: unknown key 'typ'");
        assertThat(daemons.applied).isEmpty();
    }

    @Test
    void standardInputIsReadAndItsOriginIsADash() throws IOException {
        daemons.agent(() -> Forwards.READY);

        Printed printed =
                Printed.reading(file("webapp"), home, "pf", "run", "--config", "-", "--dry-run", "-o", "json");

        assertThat(printed.exit()).isZero();
        assertThat(printed.json().path(0).path("change").asString()).isEqualTo("created");
        assertThat(daemons.applied.getFirst().origin()).isEqualTo("-");
        assertThat(daemons.applied.getFirst().dryRun()).isTrue();
        Printed.reading(file("webapp"), home, "pf", "down", "--config", "-");
        assertThat(daemons.removed).containsExactly(new ForwardRemove("-", List.of("webapp"), false));
    }

    @Test
    void downNamesTheFileAloneEvenWhenItIsGone() throws IOException {
        daemons.agent(() -> Forwards.READY);

        Printed printed = Printed.in(home, arguments("down"));

        assertThat(printed.out()).contains("webapp   removed");
        assertThat(daemons.removed)
                .containsExactly(new ForwardRemove(
                        home.toRealPath().resolve("port-forward.yaml").toString(), null, false));
    }

    @Test
    void aFileThatIsGoneIsTheSameWhateverLinkLedToIt() throws IOException {
        daemons.agent(() -> Forwards.READY);
        Path link = Files.createSymbolicLink(home.resolve("link"), Files.createDirectory(home.resolve("checkout")));

        Printed.in(
                home,
                "port-forward",
                "down",
                "--config",
                link.resolve("gone.yaml").toString());

        assertThat(daemons.removed)
                .extracting(ForwardRemove::origin)
                .containsExactly(home.toRealPath().resolve("checkout/gone.yaml").toString());
    }

    @Test
    void aFileThatIsNotThereIsNotFound() throws IOException {
        daemons.agent(() -> Forwards.READY);

        assertThat(run().exit()).isEqualTo(3);
        assertThat(run().err()).contains("there is no file ");
        assertThat(Printed.in(home, "pf", "run").exit()).isEqualTo(2);
    }
}
