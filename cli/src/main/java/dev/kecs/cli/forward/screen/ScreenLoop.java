package dev.kecs.cli.forward.screen;

import dev.kecs.cli.forward.screen.model.Effect;
import dev.kecs.cli.forward.screen.model.Key;
import dev.kecs.cli.forward.screen.model.Keyboard;
import dev.kecs.cli.forward.screen.model.Model;
import dev.kecs.cli.forward.screen.model.News;
import dev.kecs.cli.forward.screen.model.Notice;
import dev.kecs.cli.forward.screen.model.Step;
import dev.kecs.cli.forward.screen.paint.Painting;
import dev.kecs.cli.forward.screen.terminal.TerminalWindow;
import dev.kecs.cli.instance.Instance;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Hears news and keys, and draws. The thread that runs it owns the model and draws; a thread each reads keys, asks for
/// forwards, follows events, reads a log and runs a command, and all of them only put into the inbox.
final class ScreenLoop {

    /// A key or news.
    private sealed interface Letter {
        record OfKey(Key key) implements Letter {}

        record OfNews(News news) implements Letter {}
    }

    /// How long it may take until the window's size is looked at again; ages grow meanwhile, too.
    private static final long TICK_MILLIS = 250;

    private final TerminalWindow window;
    private final Painting painting;
    private final InstantSource clock;
    private final BlockingQueue<Letter> inbox = new LinkedBlockingQueue<>();
    private final Pulse forwards = new Pulse();
    private final Pulse log = new Pulse();
    private final List<Thread> readers = new ArrayList<>();
    private Optional<Thread> logReader = Optional.empty();

    ScreenLoop(TerminalWindow window, Painting painting, InstantSource clock) {
        this.window = window;
        this.painting = painting;
        this.clock = clock;
    }

    /// Returns when the person has had enough.
    void run(Instance instance, Deeds deeds) throws InterruptedException {
        begin("keys", this::readKeys);
        begin("forwards", new ForwardFeed(instance, this::hear, forwards, clock));
        begin("events", new EventFeed(instance, this::hear, this::beat));
        try {
            Model model = Model.at(clock.instant());
            boolean goesOn = true;
            while (goesOn) {
                model = model.hear(new News.Resized(window.columns(), window.rows()));
                window.show(painting.of(model, model.columns(), model.rows()));
                List<Letter> letters = new ArrayList<>();
                Letter first = inbox.poll(TICK_MILLIS, TimeUnit.MILLISECONDS);
                letters.add(first == null ? new Letter.OfNews(new News.Passed(clock.instant())) : first);
                inbox.drainTo(letters);
                for (Letter letter : letters) {
                    Step step = switch (letter) {
                        case Letter.OfNews(News news) -> new Step(model.hear(news), List.of());
                        case Letter.OfKey(Key key) -> Keyboard.press(model, key);
                    };
                    model = step.model();
                    for (Effect effect : step.effects()) {
                        goesOn &= act(effect, instance, deeds);
                    }
                }
            }
        } finally {
            readers.forEach(Thread::interrupt);
            logReader.ifPresent(Thread::interrupt);
        }
    }

    /// @return false for the end
    private boolean act(Effect effect, Instance instance, Deeds deeds) {
        switch (effect) {
            case Effect.Quit() -> {
                return false;
            }
            case Effect.Redraw() -> window.forget();
            case Effect.Start(String line) -> inBackground(() -> deeds.start(line));
            case Effect.Change change -> inBackground(() -> deeds.change(change));
            case Effect.ReadLog(String name) -> {
                logReader.ifPresent(Thread::interrupt);
                logReader = Optional.of(begin(
                        "log", new LogFeed(name, instance.paths().forwards().log(name), this::hear, log)));
            }
            case Effect.CloseLog() -> logReader.ifPresent(Thread::interrupt);
        }
        return true;
    }

    private void inBackground(Supplier<Notice> deed) {
        begin("command", () -> {
            hear(new News.Told(deed.get()));
            beat();
        });
    }

    private void hear(News news) {
        inbox.add(new Letter.OfNews(news));
    }

    /// Something has happened: it is time to look.
    private void beat() {
        forwards.tell();
        log.tell();
    }

    private void readKeys() {
        try {
            Key key = window.key();
            while (key != Key.Named.INTERRUPT) {
                inbox.add(new Letter.OfKey(key));
                key = window.key();
            }
        } catch (IOException gone) {
            // Nobody can type any more, which ends it as Ctrl-C does.
        } finally {
            inbox.add(new Letter.OfKey(Key.Named.INTERRUPT));
        }
    }

    private Thread begin(String name, Runnable task) {
        Thread thread = Thread.ofPlatform().daemon().name("ui-" + name).start(task);
        readers.add(thread);
        return thread;
    }
}
