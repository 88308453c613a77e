package dev.kecs.testkit.rpc;

import dev.kecs.testkit.fuzz.Input;
import dev.kecs.testkit.fuzz.Inputs;
import dev.kecs.testkit.fuzz.Tally;
import dev.kecs.testkit.fuzz.Tree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// One caller: a conversation after another, each with some inputs. Used by one thread.
final class Caller implements AutoCloseable {
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final int GREETED = 2;
    private static final int MOST_INPUTS = 100;
    private static final int MOST_IN_PIECES = 5000;
    private static final int MOST_UNREAD = 8;
    private static final String LAST = "\"last\"";
    private static final Tree.Literal USUAL_ID = new Tree.Literal("7");

    private static final List<Function<Tree, String>> FORMS = List.of(Tree::json);

    private final SocketFuzz.Server server;
    private final List<Tree> valid;
    private final Deque<Input> waiting = new ArrayDeque<>();
    private final Inputs inputs;
    private final Inputs greetings;
    private final RandomGenerator random;
    private final Tally tally;
    private final long seed;
    private final Deque<Conversation> unread = new ArrayDeque<>();
    private int made;
    private int conversations;

    Caller(SocketFuzz.Server server, List<Tree> valid, Tally tally, long seed) {
        this.server = server;
        this.valid = valid;
        this.inputs = new Inputs(seed, valid, FORMS);
        this.greetings = new Inputs(seed, List.of(new SocketFuzz.Call(SocketFuzz.HELLO, server.hello()).tree()), FORMS);
        this.random = inputs.random();
        this.tally = tally;
        this.seed = seed;
    }

    private enum Ending {
        USUAL,
        HALF_CLOSED,
        CUT,
        AT_ONCE,
        UNREAD
    }

    private Ending ending() {
        int choice = random.nextInt(100);
        if (choice < 80) {
            return Ending.USUAL;
        }
        return choice < 86
                ? Ending.HALF_CLOSED
                : choice < 92 ? Ending.CUT : choice < 97 ? Ending.AT_ONCE : Ending.UNREAD;
    }

    /// First each call as it is, then with one value after another replaced: so everything is reached, however few
    /// inputs of chance follow.
    void askSystematically() throws IOException, InterruptedException {
        ask(GREETED, valid.stream().distinct().toList());
        for (Tree call : valid.stream().distinct().toList()) {
            ask(GREETED, wrong(call));
        }
        for (Tree hello : wrong(new SocketFuzz.Call(SocketFuzz.HELLO, server.hello()).tree())) {
            ask(0, List.of(hello));
        }
    }

    private static List<Tree> wrong(Tree valid) {
        return IntStream.range(1, valid.size())
                .mapToObj(i -> valid.replaced(i, value -> new Tree.Items(List.of(new Tree.Entries(List.of())))))
                .toList();
    }

    private void ask(int greeting, List<Tree> trees) throws IOException, InterruptedException {
        trees.forEach(tree -> waiting.add(Input.of(tree)));
        converse(greeting, waiting.size(), Ending.USUAL);
    }

    /// Goes on until this many inputs were sent in all.
    void call(int count) throws IOException, InterruptedException {
        while (made < count) {
            converse(random.nextInt(20), Math.min(count - made, 1 + random.nextInt(MOST_INPUTS)), ending());
        }
    }

    /// @param greeting 0 for none, 1 for an odd one, else a valid one
    private void converse(int greeting, int count, Ending ending) throws IOException, InterruptedException {
        conversations++;
        Map<String, Tree> asked = new ConcurrentHashMap<>();
        Conversation conversation =
                new Conversation(server.address().get(), (id, taken) -> reach(asked.remove(id), taken));
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        if (greeting >= GREETED) {
            sent.write(line(Tree.of(Map.of("id", "hello", "method", SocketFuzz.HELLO, "params", server.hello()))));
        }
        for (int i = 0; i < count; i++) {
            sent.write(next(greeting == 1 && i == 0 ? greetings : inputs, asked));
            sent.write('\n');
        }
        sent.write(line(Tree.of(Map.of("id", "last", "method", server.probe()))));
        byte[] bytes = sent.toByteArray();
        expect(bytes, conversation);
        String name = "seed %d, conversation %d, %s, of:%n%s".formatted(seed, conversations, ending, shown(bytes));
        try {
            end(ending, conversation, bytes, name);
            if (ending == Ending.USUAL) {
                // Those that may take long were not refused.
                asked.values().forEach(call -> reach(call, true));
            }
        } finally {
            if (ending != Ending.UNREAD) {
                conversation.close();
            }
        }
    }

    private void end(Ending ending, Conversation conversation, byte[] bytes, String name)
            throws IOException, InterruptedException {
        if (ending != Ending.AT_ONCE && ending != Ending.UNREAD) {
            conversation.read();
        }
        switch (ending) {
            case USUAL -> {
                write(conversation, bytes, bytes.length);
                check(conversation.awaitAnswers(LONGEST_NANOS), name);
            }
            case HALF_CLOSED -> {
                write(conversation, bytes, bytes.length);
                conversation.channel().shutdownOutput();
                check(conversation.awaitAnswer(LAST, LONGEST_NANOS), name);
                check(conversation.awaitEnd(LONGEST_NANOS), name);
            }
            case CUT -> {
                write(conversation, bytes, random.nextInt(bytes.length));
                conversation.channel().shutdownOutput();
                check(conversation.awaitEnd(LONGEST_NANOS), name);
            }
            case AT_ONCE -> write(conversation, bytes, Math.min(bytes.length, MOST_IN_PIECES));
            case UNREAD -> {
                // So little that the write does not wait for a server that waits for us.
                write(conversation, bytes, Math.min(bytes.length, MOST_IN_PIECES));
                unread.add(conversation);
                if (unread.size() > MOST_UNREAD) {
                    unread.remove().close();
                }
            }
        }
    }

    private static void check(@Nullable String wrong, String name) {
        if (wrong != null) {
            throw new AssertionError(wrong + "\n" + name);
        }
    }

    private static byte[] line(Tree tree) {
        return (tree.json() + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private byte[] next(Inputs from, Map<String, Tree> asked) {
        Input input = waiting.isEmpty() ? from.next() : waiting.remove();
        while (new String(input.bytes(), StandardCharsets.ISO_8859_1).contains(server.forbidden())) {
            input = from.next();
        }
        made++;
        tally.count(input);
        if (input.tree() instanceof Tree.Entries request && USUAL_ID.equals(request.get("id"))) {
            Tree.Literal id = new Tree.Literal(String.valueOf(1000 + made));
            asked.put(id.text(), request);
            return request.with("id", id).json().getBytes(StandardCharsets.UTF_8);
        }
        return input.bytes();
    }

    private void reach(@Nullable Tree request, boolean taken) {
        if (request instanceof Tree.Entries entries && entries.get("method") instanceof Tree.Text method) {
            Set<String> places = new HashSet<>(Set.of(method.text()));
            Tree parameters = entries.get("params");
            if (parameters != null) {
                parameters.places(method.text(), places);
            }
            places.forEach(place -> tally.reach(place, taken));
        }
    }

    private void expect(byte[] bytes, Conversation conversation) {
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                SentLine line = SentLine.of(Arrays.copyOfRange(bytes, start, i));
                String id = line.id();
                if (id != null && (line.method() == null || !server.patient().contains(line.method()))) {
                    conversation.expect(id);
                }
                start = i + 1;
            }
        }
    }

    /// All at once, or in pieces.
    private void write(Conversation conversation, byte[] bytes, int length) throws IOException {
        boolean pieces = length < MOST_IN_PIECES && random.nextInt(4) == 0;
        try {
            for (int from = 0; from < length; ) {
                int to = pieces ? Math.min(length, from + 1 + random.nextInt(60)) : length;
                ByteBuffer piece = ByteBuffer.wrap(bytes, from, to - from);
                while (piece.hasRemaining()) {
                    conversation.channel().write(piece);
                }
                from = to;
            }
        } catch (IOException e) {
            throw new IOException("the server has hung up; seed " + seed + ", conversation " + conversations, e);
        }
    }

    private static String shown(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return text.substring(0, Math.min(text.length(), 1500));
    }

    @Override
    public void close() {
        unread.forEach(Conversation::close);
        unread.clear();
    }
}
