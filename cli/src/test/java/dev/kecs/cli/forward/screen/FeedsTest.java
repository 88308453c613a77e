package dev.kecs.cli.forward.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kecs.cli.Verbs;
import dev.kecs.cli.console.Console;
import dev.kecs.cli.forward.screen.model.Effect;
import dev.kecs.cli.forward.screen.model.News;
import dev.kecs.cli.forward.screen.model.Notice;
import dev.kecs.cli.instance.Installation;
import dev.kecs.cli.instance.Instance;
import dev.kecs.cli.testing.FakeDaemons;
import dev.kecs.cli.testing.Forwards;
import dev.kecs.protocol.paths.InstanceName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The threads that tell the screen what happens, and the commands that it runs.
class FeedsTest {

    @TempDir
    Path home;

    private final List<News> heard = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Pulse pulse = new Pulse();
    private Instance instance;
    private FakeDaemons daemons;

    @BeforeEach
    void makeDaemons() throws IOException {
        daemons = new FakeDaemons(home).agent(() -> Forwards.READY);
        instance = Instance.of(new Installation(home, Optional.empty()), InstanceName.DEFAULT);
    }

    @AfterEach
    void end() throws IOException, InterruptedException {
        for (Thread thread : threads) {
            thread.interrupt();
            thread.join();
        }
        daemons.close();
    }

    private void begin(Runnable feed) {
        threads.add(Thread.ofPlatform().start(feed));
    }

    private <T extends News> List<T> heard(Class<T> kind) {
        return heard.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    @Test
    void forwardsAreToldAgainWhenThePulseBeatsAndWhenTheAgentComesBack() throws IOException {
        begin(new ForwardFeed(instance, heard::add, pulse, InstantSource.system()));
        await().until(() -> !heard(News.Listed.class).isEmpty());
        assertThat(heard(News.Listed.class).getFirst().forwards().getFirst().name())
                .isEqualTo("webapp");

        daemons.close();
        pulse.tell();
        await().until(() -> !heard(News.Away.class).isEmpty());

        daemons = new FakeDaemons(home).agent(() -> Forwards.READY);
        int before = heard(News.Listed.class).size();
        await().until(() -> heard(News.Listed.class).size() > before);
    }

    @Test
    void anInstanceThatDoesNotRunIsToldToBeStarted() throws IOException {
        daemons.close();
        begin(new ForwardFeed(instance, heard::add, pulse, InstantSource.system()));
        await().until(() -> !heard(News.Away.class).isEmpty());
        assertThat(heard(News.Away.class).getFirst().why())
                .isEqualTo("instance default is not running. Start it: kecs start.");
    }

    @Test
    void withoutAnAgentARunningInstanceHasNoForwards() throws IOException {
        daemons.close();
        daemons = new FakeDaemons(home).server(8080);
        begin(new ForwardFeed(instance, heard::add, pulse, InstantSource.system()));
        await().until(() -> !heard(News.Listed.class).isEmpty());
        assertThat(heard(News.Listed.class).getFirst().forwards()).isEmpty();
    }

    @Test
    void eventsAreToldAnewByEachConnection() {
        begin(new EventFeed(instance, heard::add, pulse::tell));
        await().until(() -> heard(News.Happened.class).size() >= 6);
        assertThat(heard.getFirst()).isEqualTo(new News.EventsAnew());
        assertThat(heard.get(4)).isEqualTo(new News.EventsAnew());
    }

    @Test
    void aLogIsReadWithTheFileBeforeItAndFollowed() throws IOException {
        Path log = instance.paths().forwards().log("webapp");
        Files.writeString(log.resolveSibling("webapp.log.1"), "older\n");
        Files.writeString(log, "old\nunfinished");
        begin(new LogFeed("webapp", log, heard::add, pulse));
        await().until(() -> logged().equals(List.of("older", "old")));

        Files.writeString(log, " no more\nnew\n", StandardOpenOption.APPEND);
        pulse.tell();
        await().until(() -> logged().equals(List.of("older", "old", "unfinished no more", "new")));

        Files.writeString(log, "anew\n");
        pulse.tell();
        await().until(() -> logged().getLast().equals("anew"));
    }

    private List<String> logged() {
        return heard(News.Logged.class).stream()
                .flatMap(news -> news.lines().stream())
                .toList();
    }

    @Test
    void whatKeysAskForIsDoneByTheCommands() throws IOException {
        Deeds deeds = deeds();
        assertThat(deeds.change(new Effect.Change(Effect.Verb.PAUSE, "pf-01234567", "webapp")))
                .isEqualTo(new Notice("webapp paused", false));
        assertThat(deeds.change(new Effect.Change(Effect.Verb.STOP, "unknown", "unknown")))
                .isEqualTo(new Notice("stop: there is no forward unknown\nkecs port-forward list", true));
        assertThat(deeds.start("production/webapp --local-port 8081 --name web"))
                .isEqualTo(new Notice(
                        "webapp waiting  127.0.0.1:8081 → production/webapp:80 (0 tasks): no task of webapp is running",
                        false));
        assertThat(daemons.requests.getFirst().name()).isEqualTo("web");
    }

    @Test
    void whatCannotBeUnderstoodIsSaid() {
        assertThat(deeds().start("production/webapp --bogus"))
                .isEqualTo(new Notice(
                        "start service: Unknown option: '--bogus'\nSee: kecs port-forward start service --help", true));
        assertThat(deeds().start("'a").failed()).isTrue();
    }

    private Deeds deeds() {
        Console console = new Console(
                InputStream.nullInputStream(), System.out, System.err, Map.of("KECS_HOME", home.toString()), false);
        return new Deeds(Verbs.ROOT, console, instance);
    }
}
