package dev.kecs.engine.process;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.function.Consumer;

/// Tells which container directory has changed. Its own thread, "engine-process watch", takes the events and
/// hands the directory on; other threads only add directories.
final class DirectoryWatch implements AutoCloseable {
    private final WatchService service;
    private final Thread thread;

    /// @param changed called on the watch's thread; must return quickly
    DirectoryWatch(Path parent, Consumer<Path> changed) throws IOException {
        service = parent.getFileSystem().newWatchService();
        thread = Thread.ofPlatform().daemon().name("engine-process watch").start(() -> run(changed));
    }

    void add(Path directory) throws IOException {
        directory.register(service, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
    }

    private void run(Consumer<Path> changed) {
        try {
            while (true) {
                WatchKey key = service.take();
                key.pollEvents();
                key.reset();
                changed.accept((Path) key.watchable());
            }
        } catch (ClosedWatchServiceException closed) {
            // The way this thread ends.
            return;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        service.close();
        try {
            thread.join();
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
