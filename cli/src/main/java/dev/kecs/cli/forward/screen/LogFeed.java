package dev.kecs.cli.forward.screen;

import dev.kecs.cli.forward.log.GrowingLog;
import dev.kecs.cli.forward.screen.model.News;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// Reads the end of a forward's log and what is added to it. Belongs to the thread that runs it.
///
/// @param name the forward's
/// @param pulse tells that something may have been added
record LogFeed(String name, Path log, Consumer<News> inbox, Pulse pulse) implements Runnable {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final long REACH = 256 << 10;

    @Override
    public void run() {
        try (GrowingLog growing = new GrowingLog(log, REACH);
                GrowingLog older = new GrowingLog(log.resolveSibling(log.getFileName() + ".1"), REACH)) {
            tell(older.more());
            while (true) {
                tell(growing.more());
                pulse.await(BETWEEN_LOOKS);
            }
        } catch (IOException unreadable) {
            tell(List.of(log + " cannot be read: " + unreadable));
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(List<String> lines) {
        if (!lines.isEmpty()) {
            inbox.accept(new News.Logged(name, lines));
        }
    }
}
