package dev.kecs.agent.session;

import dev.kecs.agent.port.BoundPort;
import dev.kecs.agent.port.PortTakenException;
import dev.kecs.agent.relay.route.Destination;
import dev.kecs.agent.relay.route.DialFailure;
import dev.kecs.agent.relay.route.Limits;
import dev.kecs.agent.relay.route.Listener;
import dev.kecs.agent.relay.route.LiveConnection;
import dev.kecs.agent.relay.route.RelayEvents;
import dev.kecs.agent.target.TargetWatch;
import dev.kecs.protocol.forward.ForwardOptions;
import dev.kecs.protocol.target.Endpoint;
import dev.kecs.protocol.target.Snapshot;
import dev.kecs.protocol.target.SnapshotReason;
import dev.kecs.protocol.target.Transport;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// One local port's life, owned by the sessions' thread: everything that happens is brought there first, and only
/// methods that say so may be called by other threads.
public final class Session implements RelayEvents, AutoCloseable {
    private final Surroundings around;
    private final SessionObserver observer;
    private final AtomicBoolean heldSeen = new AtomicBoolean();
    private final SeldomNotes notes;

    // Owned by the sessions' thread.
    private final Map<String, EndpointProof> proofs = new LinkedHashMap<>();
    private @Nullable String portTaken;
    private @Nullable Instant bindAt;
    private @Nullable TargetWatch watch;
    /// Whether it was ready once and has not been since.
    private boolean lost;
    /// Since when it was to become ready.
    private Instant awaitedSince;
    private boolean endsWithoutTarget;
    /// Whether a snapshot was heard that is not in force yet.
    private boolean owesAcknowledgement;
    /// What the listener was told last; null while there is none.
    private @Nullable List<Destination> routed;
    /// Completed when the listener follows that.
    private CompletableFuture<Void> followed = CompletableFuture.completedFuture(null);

    // Written by the sessions' thread, read by all.
    private volatile SessionPlan plan;
    private volatile SessionState state;
    private volatile boolean settled;
    private volatile @Nullable Listener listener;
    private volatile @Nullable Snapshot snapshot;
    private volatile List<Destination> destinations = List.of();
    private volatile List<String> addresses;
    private volatile long reconnects;
    private volatile @Nullable Duration readyAfter;

    public Session(SessionPlan plan, Surroundings around, SessionObserver observer) {
        this.plan = plan;
        this.around = around;
        this.observer = observer;
        this.notes = new SeldomNotes(around.thread(), line -> observer.noted(this, line));
        this.addresses = plan.addresses();
        this.awaitedSince = around.clock().instant();
        this.state = new SessionState.Resolving(awaitedSince);
    }

    /// Begins to serve; any thread may call.
    ///
    /// @param bound its sockets, which belong to the session from now on; null binds them here, again and again
    ///     while somebody else has the port
    public void start(@Nullable BoundPort bound) {
        around.thread().execute(() -> {
            if (state instanceof SessionState.Closed) {
                if (bound != null) {
                    bound.release();
                }
                return;
            }
            if (bound == null) {
                bind();
            } else {
                listen(bound);
            }
            watch = around.targets()
                    .watch(plan.question(), heard -> around.thread().execute(() -> heard(heard)));
        });
    }

    /// Ends it when its target turns out to be absent; any thread may call, before [#start].
    public void endWithoutTarget() {
        around.thread().execute(() -> endsWithoutTarget = true);
    }

    /// Holds new connections from now on; any thread may call.
    ///
    /// @return completed when it is in force
    public CompletableFuture<Void> pause() {
        return turn(Transitions::paused);
    }

    /// Any thread may call.
    ///
    /// @return completed when it is in force
    public CompletableFuture<Void> resume() {
        return turn(Transitions::resumed);
    }

    private CompletableFuture<Void> turn(BiFunction<SessionState, Instant, SessionState> transition) {
        CompletableFuture<Void> inForce = new CompletableFuture<>();
        around.thread().execute(() -> {
            change(transition.apply(state, around.clock().instant()));
            apply();
            var _ = followed.thenRun(() -> inForce.complete(null));
        });
        return inForce;
    }

    /// Follows other options from now on, and keeps all connections; any thread may call.
    public void follow(ForwardOptions options) {
        around.thread().execute(() -> {
            SessionPlan before = plan;
            plan = new SessionPlan(before.name(), before.question(), before.localPort(), before.addresses(), options);
            Listener listening = listener;
            if (listening != null) {
                listening.limit(limits());
            }
            probeAll();
            apply();
        });
    }

    /// Tries everything again now, whatever pause was left; any thread may call.
    public void retry() {
        around.thread().execute(this::probeAll);
    }

    private void probeAll() {
        for (EndpointProof proof : proofs.values()) {
            proof.cutShort();
            probe(proof);
        }
    }

    /// Any thread may ask.
    public SessionState state() {
        return state;
    }

    /// Whether every endpoint that may get connections has been probed, so that a view counts them all. Any thread
    /// may ask.
    public boolean settled() {
        return settled;
    }

    /// Any thread may ask; the parts are not of one moment.
    public SessionMoment moment() {
        Listener listening = listener;
        return new SessionMoment(
                state,
                snapshot,
                destinations,
                addresses,
                reconnects,
                readyAfter,
                listening == null ? null : listening.counters());
    }

    /// Those of this moment; any thread may ask.
    public CompletableFuture<List<LiveConnection>> connections() {
        Listener listening = listener;
        return listening == null || state instanceof SessionState.Closed
                ? CompletableFuture.completedFuture(List.of())
                : listening.connections();
    }

    private void bind() {
        if (state instanceof SessionState.Closed) {
            return;
        }
        try {
            listen(around.ports().bind(plan.localPort(), plan.addresses()));
            portTaken = null;
            apply();
        } catch (PortTakenException e) {
            // The message tells whose it is, which takes a look at every process.
            Thread.ofVirtual().name("port-owner-" + plan.name()).start(() -> {
                String message = String.valueOf(e.getMessage());
                around.thread().execute(() -> notBound(message));
            });
        } catch (IOException e) {
            notBound(String.valueOf(e.getMessage()));
        }
    }

    private void notBound(String message) {
        portTaken = message;
        bindAt = around.clock().instant().plusSeconds(1);
        var _ = around.thread().schedule(this::bind, 1, TimeUnit.SECONDS);
        apply();
    }

    private void listen(BoundPort bound) {
        addresses = bound.addresses();
        try {
            listener = switch (bound) {
                case BoundPort.Tcp tcp -> around.relay().listen(tcp.channels(), limits(), this);
                case BoundPort.Udp udp -> around.relay().receive(udp.channels(), limits(), this);
            };
        } catch (IOException e) {
            throw new IllegalStateException("a socket cannot be made non-blocking", e);
        }
    }

    private Limits limits() {
        ForwardOptions options = plan.options();
        return new Limits(
                Duration.ofMillis(options.holdMillis()),
                options.maxHeld(),
                options.maxConnections(),
                Duration.ofMillis(options.idleTimeoutMillis()));
    }

    private void heard(Snapshot news) {
        if (state instanceof SessionState.Closed) {
            return;
        }
        snapshot = news;
        owesAcknowledgement = true;
        if (endsWithoutTarget) {
            endsWithoutTarget = false;
            if (isAbsent(news.reason())) {
                change(new SessionState.Closed(
                        around.clock().instant(), news.reason().word(), news.message()));
                return;
            }
        }
        Map<String, EndpointProof> before = new LinkedHashMap<>(proofs);
        proofs.clear();
        for (Endpoint endpoint : news.endpoints()) {
            String key = endpoint.task() + " " + endpoint.address() + " " + endpoint.port();
            EndpointProof known = before.remove(key);
            EndpointProof proof =
                    known == null ? new EndpointProof(endpoint, new Backoff(around.retry(), around.random())) : known;
            proof.endpoint = endpoint;
            proofs.put(key, proof);
        }
        before.values().forEach(EndpointProof::cancel);
        for (EndpointProof proof : proofs.values()) {
            if (proof.usable() && !proof.proven) {
                proof.cutShort();
                probe(proof);
            }
        }
        apply();
    }

    private void probe(EndpointProof proof) {
        if (proof.probing || !isCurrent(proof) || !proof.usable()) {
            return;
        }
        if (plan.localPort().transport() == Transport.UDP) {
            // Nobody can be asked over UDP without words that only it understands: what runs counts.
            proof.succeeded(around.clock().millis());
            return;
        }
        proof.probing = true;
        Instant began = around.clock().instant();
        Thread.ofVirtual().name("probe-" + plan.name()).start(() -> {
            Optional<DialFailure> outcome = around.prober().probe(proof.address());
            around.thread().execute(() -> probed(proof, began, outcome));
        });
    }

    private void probed(EndpointProof proof, Instant began, Optional<DialFailure> outcome) {
        proof.probing = false;
        if (!isCurrent(proof)) {
            return;
        }
        if (outcome.isEmpty()) {
            proof.succeeded(around.clock().millis());
        } else {
            fail(proof, outcome.get(), Duration.between(began, around.clock().instant()));
        }
        apply();
    }

    private void fail(EndpointProof proof, DialFailure failure, Duration spent) {
        Instant now = around.clock().instant();
        proof.failed(failure, now, spent);
        proof.cancel();
        Instant retryAt = proof.retryAt;
        long pause = retryAt == null ? 0 : Duration.between(now, retryAt).toMillis();
        proof.retry = around.thread().schedule(() -> probe(proof), pause, TimeUnit.MILLISECONDS);
    }

    private boolean isCurrent(EndpointProof proof) {
        return !(state instanceof SessionState.Closed) && proofs.containsValue(proof);
    }

    /// Brings state and destinations to what is known now.
    private void apply() {
        boolean opens = !(state instanceof SessionState.Paused);
        List<Destination> now =
                proofs.values().stream().map(proof -> proof.destination(opens)).toList();
        // Before the state, so that who waits for ready sees what is ready.
        destinations = now;
        if (listener != null || portTaken != null) {
            change(Transitions.next(state, knowledge(), around.clock().instant()));
        }
        settle();
        if (state instanceof SessionState.Closed) {
            return;
        }
        boolean owed = owesAcknowledgement;
        Listener listening = listener;
        if (listening != null && (owed || !now.equals(routed))) {
            routed = now;
            followed = listening.route(now);
        }
        Snapshot told = snapshot;
        TargetWatch watching = watch;
        if (owed && told != null && watching != null) {
            owesAcknowledgement = false;
            // At once where nothing listens: no connection goes anywhere.
            var _ = followed.thenRun(() -> watching.acknowledge(told.generation()));
        }
    }

    private void settle() {
        boolean before = settled;
        settled = proofs.values().stream().allMatch(proof -> !proof.usable() || proof.proven || proof.failure != null);
        if (settled && !before) {
            observer.probed(this);
        }
    }

    private Knowledge knowledge() {
        int usable = 0;
        int proven = 0;
        DialFailure failure = null;
        Instant retryAt = portTaken == null ? null : bindAt;
        for (EndpointProof proof : proofs.values()) {
            if (proof.usable()) {
                usable++;
                proven += proof.proven ? 1 : 0;
                // Always the first one's, or the reason would go to and fro between two tasks that fail differently.
                failure = failure == null ? proof.failure : failure;
                Instant due = proof.retryAt;
                if (due != null && portTaken == null && (retryAt == null || due.isBefore(retryAt))) {
                    retryAt = due;
                }
            }
        }
        return new Knowledge(
                portTaken,
                snapshot,
                usable,
                proven,
                failure,
                retryAt,
                plan.options().autoReconnect());
    }

    private void change(SessionState next) {
        SessionState before = state;
        state = next;
        if (next instanceof SessionState.Ready && !(before instanceof SessionState.Ready)) {
            long earlier = reconnects;
            reconnects = lost ? earlier + 1 : earlier;
            lost = false;
            readyAfter = Duration.between(awaitedSince, next.since());
        }
        if (before instanceof SessionState.Ready && next instanceof SessionState.Waiting) {
            lost = true;
            awaitedSince = next.since();
        }
        if (before instanceof SessionState.Paused && next instanceof SessionState.Resolving) {
            awaitedSince = next.since();
        }
        if (next instanceof SessionState.Closed && !(before instanceof SessionState.Closed)) {
            release();
        }
        if (!StateWords.looksLike(before, next)) {
            observer.stateChanged(this, before, next);
        }
    }

    private void release() {
        proofs.values().forEach(EndpointProof::cancel);
        proofs.clear();
        destinations = List.of();
        TargetWatch watching = watch;
        if (watching != null) {
            watching.close();
        }
        Listener listening = listener;
        if (listening != null) {
            listening.close();
        }
    }

    private static boolean isAbsent(SnapshotReason reason) {
        return switch (reason) {
            case CLUSTER_ABSENT, SERVICE_ABSENT, TASK_ABSENT, TASK_STOPPED -> true;
            case OK,
                    NOT_PUBLIC,
                    NO_RUNNING_TASK,
                    UNHEALTHY,
                    TASKS_AMBIGUOUS,
                    PORT_AMBIGUOUS,
                    PORT_ABSENT,
                    AMBIGUOUS_CLUSTER -> false;
        };
    }

    /// Ends it for this reason; any thread may call.
    public void end(String reason, String message) {
        around.thread().execute(() -> {
            if (!(state instanceof SessionState.Closed)) {
                change(new SessionState.Closed(around.clock().instant(), reason, message));
            }
        });
    }

    /// Ends it; its port is free when this returns. Not to be called on the sessions' thread.
    @Override
    public void close() {
        CompletableFuture.runAsync(
                        () -> change(Transitions.closed(state, around.clock().instant())), around.thread())
                .join();
    }

    @Override
    public void dialFailed(Destination destination, DialFailure failure) {
        around.thread().execute(() -> {
            for (EndpointProof proof : List.copyOf(proofs.values())) {
                if (proof.proven && proof.address().equals(destination.address())) {
                    fail(proof, failure, Duration.ZERO);
                    apply();
                }
            }
        });
    }

    @Override
    public void held() {
        if (heldSeen.compareAndSet(false, true)) {
            around.thread().execute(() -> {
                heldSeen.set(false);
                for (EndpointProof proof : proofs.values()) {
                    if (!proof.proven && proof.usable() && proof.retryAt != null) {
                        proof.cutShort();
                        probe(proof);
                    }
                }
            });
        }
    }

    @Override
    public void givenUp(String reason) {
        String why = state instanceof SessionState.Waiting waiting ? "; " + waiting.message() : "";
        notes.note("a connection was reset: " + reason + why);
    }

    @Override
    public void cutOff(String reason) {
        notes.note("a connection was reset: " + reason);
    }

    @Override
    public void acceptFailed(Exception failure) {
        notes.note("no connection can be accepted: " + failure.getMessage());
    }
}
