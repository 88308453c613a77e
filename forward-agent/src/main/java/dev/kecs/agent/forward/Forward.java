package dev.kecs.agent.forward;

import dev.kecs.agent.port.BoundPort;
import dev.kecs.agent.port.LocalPort;
import dev.kecs.agent.session.Session;
import dev.kecs.agent.session.SessionMoment;
import dev.kecs.agent.session.SessionObserver;
import dev.kecs.agent.session.SessionPlan;
import dev.kecs.agent.session.SessionState;
import dev.kecs.agent.session.StateWords;
import dev.kecs.agent.session.Surroundings;
import dev.kecs.agent.statefile.WantedForward;
import dev.kecs.protocol.forward.ForwardConnection;
import dev.kecs.protocol.forward.ForwardView;
import dev.kecs.protocol.forward.PortPair;
import dev.kecs.protocol.target.Resolve;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One forward: a session for each of its ports, which share target, name and options, and end together. Any
/// thread may call.
final class Forward implements SessionObserver, AutoCloseable {
    private final ForwardObserver observer;
    private final List<Session> sessions;
    private volatile WantedForward wanted;

    /// Held while it is started or closed, so that it is told as started before it is told as stopped, or as neither.
    private final ReentrantLock turning = new ReentrantLock();

    // Guarded by turning.
    private boolean started;
    private boolean closed;

    Forward(WantedForward wanted, Surroundings around, ForwardObserver observer) {
        this.wanted = wanted;
        this.observer = observer;
        List<Session> made = new ArrayList<>();
        Iterator<LocalPort> decided = wanted.localPorts().iterator();
        for (PortPair port : wanted.ports()) {
            SessionPlan plan = new SessionPlan(
                    wanted.name(),
                    new Resolve(wanted.request().target(), port.targetPort(), port.protocol()),
                    decided.next(),
                    wanted.request().addresses(),
                    wanted.request().options());
            made.add(new Session(plan, around, this));
        }
        sessions = List.copyOf(made);
    }

    /// Begins to serve, unless it was closed meanwhile.
    ///
    /// @param bound for each port its sockets, which are its own from now on, or null to bind them here;
    ///     empty means all null
    void start(List<@Nullable BoundPort> bound) {
        turning.lock();
        try {
            if (!closed) {
                // Before it serves: a session may be ready at once, and tells that itself.
                started = true;
                observer.started(this);
                observer.noted(
                        this,
                        "started: " + ForwardViews.type(wanted.request().target()) + " of "
                                + wanted.request().target().cluster() + ", local port "
                                + wanted.localPorts().stream()
                                        .map(String::valueOf)
                                        .collect(Collectors.joining(", ")));
            }
            serve(bound);
        } finally {
            turning.unlock();
        }
    }

    private void serve(List<@Nullable BoundPort> bound) {
        for (int i = 0; i < sessions.size(); i++) {
            Session session = sessions.get(i);
            if (wanted.paused()) {
                var _ = session.pause();
            }
            session.start(bound.isEmpty() ? null : bound.get(i));
        }
    }

    /// Ends it when its target turns out to be absent; before [#start].
    void endWithoutTarget() {
        sessions.forEach(Session::endWithoutTarget);
    }

    void woke() {
        sessions.forEach(Session::retry);
    }

    WantedForward wanted() {
        return wanted;
    }

    /// Follows what is wanted now: the same target and ports, perhaps other options, perhaps paused.
    ///
    /// @return completed when a pause, or the end of one, is in force
    CompletableFuture<Void> follow(WantedForward now) {
        WantedForward before = wanted;
        wanted = now;
        List<CompletableFuture<Void>> turned = new ArrayList<>();
        for (Session session : sessions) {
            if (!now.request().options().equals(before.request().options())) {
                session.follow(now.request().options());
            }
            if (now.paused() && !before.paused()) {
                turned.add(session.pause());
            }
            if (before.paused() && !now.paused()) {
                turned.add(session.resume());
            }
        }
        return CompletableFuture.allOf(turned.toArray(CompletableFuture[]::new));
    }

    /// The worst of its sessions' states.
    SessionState state() {
        return sessions.stream()
                .map(Session::state)
                .max(Comparator.comparingInt(ForwardViews::badness))
                .orElseThrow();
    }

    /// Whether every endpoint that may get connections has been probed.
    boolean settled() {
        return sessions.stream().allMatch(Session::settled);
    }

    /// Waits for the relay's loops.
    List<ForwardConnection> connections() {
        List<ForwardConnection> all = new ArrayList<>();
        for (Session session : sessions) {
            LocalPort port = wanted.localPorts().get(sessions.indexOf(session));
            session.connections().join().forEach(live -> all.add(ConnectionViews.of(port, live)));
        }
        all.sort(Comparator.comparingLong(ForwardConnection::ageMillis).reversed());
        return all;
    }

    ForwardView view() {
        List<SessionMoment> moments = sessions.stream().map(Session::moment).toList();
        return ForwardViews.of(wanted, moments);
    }

    @Override
    public void stateChanged(Session session, SessionState from, SessionState to) {
        if (to instanceof SessionState.Closed over) {
            sessions.stream()
                    .filter(other -> other != session)
                    .forEach(other -> other.end(over.reason(), over.message()));
        }
        observer.noted(
                this,
                portOf(session)
                        + Stream.of(to.getClass().getSimpleName(), StateWords.message(to))
                                .filter(Objects::nonNull)
                                .collect(Collectors.joining(": ")));
        observer.stateChanged(
                this, wanted.localPorts().get(sessions.indexOf(session)).number(), to);
    }

    @Override
    public void probed(Session session) {
        observer.probed(this);
    }

    @Override
    public void noted(Session session, String line) {
        observer.troubled(this, portOf(session) + line);
    }

    /// Which port a line is about, where there are several.
    private String portOf(Session session) {
        return sessions.size() == 1 ? "" : "port " + wanted.localPorts().get(sessions.indexOf(session)) + ": ";
    }

    /// Ends it; its ports are free when this returns. Not to be called on the sessions' thread.
    @Override
    public void close() {
        boolean ends;
        turning.lock();
        try {
            ends = started && !closed;
            closed = true;
        } finally {
            turning.unlock();
        }
        sessions.forEach(Session::close);
        if (ends) {
            observer.stopped(this);
        }
    }
}
