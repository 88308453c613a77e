package dev.kecs.agent.forward;

import dev.kecs.agent.relay.route.Counters;
import dev.kecs.agent.relay.route.ResetCause;
import dev.kecs.agent.session.SessionMoment;
import dev.kecs.agent.session.SessionState;
import dev.kecs.agent.session.StateWords;
import dev.kecs.agent.statefile.WantedForward;
import dev.kecs.protocol.forward.ConnectionCounts;
import dev.kecs.protocol.forward.ForwardEndpoint;
import dev.kecs.protocol.forward.ForwardPort;
import dev.kecs.protocol.forward.ForwardRequest;
import dev.kecs.protocol.forward.ForwardView;
import dev.kecs.protocol.forward.PortPair;
import dev.kecs.protocol.target.SelectedTask;
import dev.kecs.protocol.target.Snapshot;
import dev.kecs.protocol.target.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// Shows a forward as callers see it: its first port where there can be only one answer, all of them in
/// `ports`, sums of what is counted.
final class ForwardViews {
    private ForwardViews() {}

    static ForwardView of(WantedForward wanted, List<SessionMoment> moments) {
        ForwardRequest request = wanted.request();
        Target target = request.target();
        List<ForwardPort> ports = ports(wanted, moments);
        SessionState state = worst(moments);
        List<String> addresses = moments.getFirst().addresses();
        return new ForwardView(
                wanted.id(),
                wanted.name(),
                type(target),
                target.cluster(),
                service(target),
                task(target),
                tags(target),
                addresses.isEmpty() ? "127.0.0.1" : addresses.getFirst(),
                addresses,
                ports.getFirst().localPort(),
                ports.getFirst().targetPort(),
                StateWords.word(state),
                StateWords.reason(state),
                StateWords.message(state),
                state.since().toString(),
                endpoints(moments),
                new ConnectionCounts(
                        sum(moments, Counters::active),
                        sum(moments, Counters::total),
                        sum(moments, Counters::held),
                        sum(moments, Counters::reset),
                        sum(moments, Counters::failed)),
                sum(moments, Counters::bytesIn),
                sum(moments, Counters::bytesOut),
                moments.stream().mapToLong(SessionMoment::reconnects).max().orElse(0),
                resets(moments),
                readyAfter(moments),
                ports,
                selected(moments),
                request.origin(),
                request.options());
    }

    static String type(Target target) {
        return switch (target) {
            case Target.OfService it -> Target.SERVICE;
            case Target.OfTask it -> Target.TASK;
            case Target.OfTags it -> Target.TAGS;
        };
    }

    private static @Nullable String service(Target target) {
        return target instanceof Target.OfService it ? it.service() : null;
    }

    private static @Nullable String task(Target target) {
        return target instanceof Target.OfTask it ? it.task() : null;
    }

    private static @Nullable Map<String, String> tags(Target target) {
        return target instanceof Target.OfTags it ? it.tags() : null;
    }

    private static List<ForwardPort> ports(WantedForward wanted, List<SessionMoment> moments) {
        List<ForwardPort> ports = new ArrayList<>();
        for (int i = 0; i < moments.size(); i++) {
            PortPair wish = wanted.ports().get(i);
            Snapshot told = moments.get(i).snapshot();
            Integer targetPort = told == null || told.targetPort() == null ? wish.targetPort() : told.targetPort();
            SessionState state = moments.get(i).state();
            ports.add(new ForwardPort(
                    wanted.localPorts().get(i).number(),
                    targetPort,
                    wanted.localPorts().get(i).transport(),
                    StateWords.word(state),
                    StateWords.reason(state)));
        }
        return ports;
    }

    private static SessionState worst(List<SessionMoment> moments) {
        SessionState worst = moments.getFirst().state();
        for (SessionMoment moment : moments) {
            worst = badness(moment.state()) > badness(worst) ? moment.state() : worst;
        }
        return worst;
    }

    /// How much a state says of a forward with several ports: the worst one stands for all.
    static int badness(SessionState state) {
        return switch (state) {
            case SessionState.Ready it -> 0;
            case SessionState.Paused it -> 1;
            case SessionState.Resolving it -> 2;
            case SessionState.Waiting it -> 3;
            case SessionState.Closed it -> 4;
        };
    }

    private static List<ForwardEndpoint> endpoints(List<SessionMoment> moments) {
        return moments.stream()
                .flatMap(moment -> moment.destinations().stream())
                .map(destination -> new ForwardEndpoint(
                        destination.name(),
                        destination.address().getAddress().getHostAddress(),
                        destination.address().getPort(),
                        destination.open()))
                .toList();
    }

    private static @Nullable SelectedTask selected(List<SessionMoment> moments) {
        Snapshot told = moments.getFirst().snapshot();
        return told == null ? null : told.selected();
    }

    private static Map<String, Long> resets(List<SessionMoment> moments) {
        Map<String, Long> resets = new LinkedHashMap<>();
        for (ResetCause cause : ResetCause.values()) {
            resets.put(cause.word(), sum(moments, counters -> counters.reset(cause)));
        }
        return resets;
    }

    private static @Nullable Long readyAfter(List<SessionMoment> moments) {
        return moments.stream()
                .map(SessionMoment::readyAfter)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .map(Duration::toMillis)
                .orElse(null);
    }

    private static long sum(List<SessionMoment> moments, ToLongFunction<Counters> counted) {
        return moments.stream()
                .map(SessionMoment::counters)
                .filter(Objects::nonNull)
                .mapToLong(counted)
                .sum();
    }
}
