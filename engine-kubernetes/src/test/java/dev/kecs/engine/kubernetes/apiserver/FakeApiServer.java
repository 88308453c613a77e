package dev.kecs.engine.kubernetes.apiserver;

import dev.kecs.engine.kubernetes.apiserver.Answers.Answer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// An API server on loopback, over real sockets, which a test can stop, cut and confuse. The thread "api server"
/// accepts; each connection has a virtual thread of its own and carries one request.
public final class FakeApiServer implements AutoCloseable {
    private static final long FIRST_VERSION = 1000;
    private static final int BACKLOG = 50;

    /// How a watch from a version that is not remembered is refused.
    public enum Expiry {
        STATUS,
        EVENT
    }

    private final ApiObjects objects = new ApiObjects(FIRST_VERSION);
    private final Answers answers = new Answers(objects);
    private final int port;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final List<WatchSocket> watches = new CopyOnWriteArrayList<>();
    private final Queue<String> requests = new ConcurrentLinkedQueue<>();
    private final Queue<Runnable> beforeWatches = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean halveNext = new AtomicBoolean();
    private final AtomicBoolean loseAnswer = new AtomicBoolean();
    // Written by the test.
    private volatile ServerSocket listener;
    private volatile boolean blind;
    private volatile boolean loseAnswers;
    private volatile boolean refuseCreations;
    private volatile Expiry expiry = Expiry.EVENT;

    public FakeApiServer() throws IOException {
        listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        port = listener.getLocalPort();
        accept(listener);
    }

    public Config config() {
        return new ConfigBuilder(Config.empty())
                .withMasterUrl("http://127.0.0.1:" + port)
                .withNamespace("none")
                .build();
    }

    private void accept(ServerSocket from) {
        Thread.ofVirtual().name("api server").start(() -> {
            try {
                while (true) {
                    Socket socket = from.accept();
                    sockets.add(socket);
                    Thread.ofVirtual().start(() -> serve(socket));
                }
            } catch (IOException stopped) {
                // The test has stopped it.
            }
        });
    }

    /// Ends every connection, and refuses new ones.
    public void stop() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    /// Answers again, with the same objects under other versions.
    public void startAgain(long version) {
        objects.renumber(version);
        // A closed listener has its port until the thread that accepts has noticed.
        ServerSocket again = Awaitility.await().ignoreExceptions().until(this::listen, ServerSocket::isBound);
        listener = again;
        accept(again);
    }

    private ServerSocket listen() throws IOException {
        return new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress());
    }

    /// Ends every watch as it stands.
    public void cutWatches() throws IOException {
        for (WatchSocket watch : watches) {
            watch.close();
        }
    }

    /// The next event is told by half, and its connection ends.
    public void cutWithinTheNextEvent() {
        halveNext.set(true);
    }

    /// Performs the next creation without answering.
    public void loseTheNextAnswer() {
        loseAnswer.set(true);
    }

    /// While so it creates nothing, and says that it may do so later.
    public void refuseCreations(boolean now) {
        refuseCreations = now;
    }

    /// While so it performs every creation, and answers none.
    public void loseAnswers(boolean now) {
        loseAnswers = now;
    }

    /// While blind it lists and watches nothing, but takes commands.
    public void blind(boolean now) throws IOException {
        blind = now;
        cutWatches();
    }

    /// What happened before now cannot be watched any more.
    public void compact(Expiry how) {
        expiry = how;
        objects.compact();
    }

    /// Tells all watches that they have expired.
    public void expireWatches() throws IOException {
        for (WatchSocket watch : openWatches()) {
            watch.send("ERROR", (ObjectNode) Answers.gone().body());
        }
    }

    /// Happens between a list and the watch that follows it.
    public void beforeTheNextWatch(Runnable change) {
        beforeWatches.add(change);
    }

    /// Tells everything of one object again, in this order or the other, as far as a watch bears it.
    public void tellAgain(String path, boolean backwards) {
        List<ApiObjects.Change> all = objects.history(path);
        for (ApiObjects.Change change : backwards ? all.reversed() : all) {
            for (WatchSocket watch : openWatches()) {
                if (watch.collection().equals(change.collection())) {
                    try {
                        watch.send(change.type(), change.object());
                    } catch (IOException gone) {
                        // Who hears old news may go and ask anew.
                    }
                }
            }
        }
    }

    public <T> Optional<T> find(String path, Class<T> type) {
        return objects.get(path).map(found -> Serialization.unmarshal(Serialization.asJson(found), type));
    }

    public List<String> names(String collection) {
        return objects.list(collection).stream()
                .map(each -> each.path("metadata").path("name").asString())
                .toList();
    }

    public void put(String collection, Object object) {
        if (objects.create(collection, Serialization.asJson(object)).isEmpty()) {
            throw new IllegalArgumentException("there is one of that name in " + collection);
        }
    }

    /// Replaces an object, as a node or a controller does.
    public void change(String path, Object now) {
        objects.change(path, before -> (ObjectNode) JsonMapper.shared().readTree(Serialization.asJson(now)));
    }

    public void remove(String path) {
        if (objects.remove(path).isEmpty()) {
            throw new IllegalArgumentException("there is no " + path);
        }
    }

    /// How many requests there were whose `METHOD /path` begins so.
    public long requests(String beginning) {
        return requests.stream().filter(each -> each.startsWith(beginning)).count();
    }

    private List<WatchSocket> openWatches() {
        return watches.stream().filter(WatchSocket::isOpen).toList();
    }

    /// How many watches of this path are served.
    public long watches(String collection) {
        return openWatches().stream()
                .filter(each -> each.collection().equals(collection))
                .count();
    }

    private void serve(Socket connected) {
        try (Socket socket = connected) {
            ApiRequest request = ApiRequest.read(socket.getInputStream());
            requests.add(request.method() + " " + request.path() + (request.isWatch() ? "?watch" : ""));
            if (request.isWatch() && !blind) {
                watch(socket, request);
            } else {
                answer(socket, request);
            }
        } catch (SocketException gone) {
            // The client, or the test, has ended the connection.
        } catch (IOException failure) {
            // So has it here.
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } finally {
            sockets.remove(connected);
        }
    }

    private void watch(Socket socket, ApiRequest request) throws IOException, InterruptedException {
        Optional.ofNullable(beforeWatches.poll()).ifPresent(Runnable::run);
        long since = Long.parseLong(request.query().getOrDefault("resourceVersion", "0"));
        if (!objects.knows(since) && expiry == Expiry.STATUS) {
            write(socket, Answers.gone());
            return;
        }
        try (WatchSocket watch = new WatchSocket(socket, request)) {
            if (!objects.knows(since)) {
                watch.send("ERROR", (ObjectNode) Answers.gone().body());
                return;
            }
            watches.add(watch);
            try {
                follow(watch, request, since);
            } finally {
                watches.remove(watch);
            }
        }
    }

    private void follow(WatchSocket watch, ApiRequest request, long since) throws IOException, InterruptedException {
        long at = since;
        while (true) {
            ApiObjects.Change change = objects.next(request.path(), at);
            if (!watch.isOpen()) {
                return;
            }
            at = change.version();
            if (!Answers.matches(change.object(), request.labels())) {
                continue;
            }
            if (halveNext.getAndSet(false)) {
                watch.sendHalf(change.type(), change.object());
                return;
            }
            watch.send(change.type(), change.object());
        }
    }

    private void answer(Socket socket, ApiRequest request) throws IOException {
        boolean creates = request.method().equals("POST");
        boolean lists = request.method().equals("GET") && !request.namesOne();
        Answer answer = (blind && lists) || (refuseCreations && creates)
                ? Answers.status(503, "ServiceUnavailable")
                : answers.to(request);
        if (creates && (loseAnswers || loseAnswer.getAndSet(false))) {
            return;
        }
        write(socket, answer);
    }

    private static void write(Socket socket, Answer answer) throws IOException {
        byte[] text = Serialization.asJson(answer.body()).getBytes(StandardCharsets.UTF_8);
        String head = "HTTP/1.1 " + answer.code() + " any\r\nContent-Type: application/json\r\nContent-Length: "
                + text.length + "\r\nConnection: close\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().write(text);
        socket.getOutputStream().flush();
    }

    @Override
    public void close() {
        try {
            stop();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
