package dev.kecs.cli.forward.screen.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// What is seen of the agent.
///
/// @param forwards the oldest first; the last ones seen while the agent is away
/// @param throughput by id
/// @param events by id, the newest last
public record Sight(
        Link link,
        List<ForwardRow> forwards,
        Map<String, Throughput> throughput,
        Map<String, List<JsonNode>> events,
        Instant now) {

    private static final int KEPT_EVENTS = 50;

    public Sight {
        forwards = List.copyOf(forwards);
        throughput = Map.copyOf(throughput);
        events = Map.copyOf(events);
    }

    static Sight nothing(Instant now) {
        return new Sight(new Link.Connecting(), List.of(), Map.of(), Map.of(), now);
    }

    Sight at(Instant time) {
        return new Sight(link, forwards, throughput, events, time);
    }

    Sight listed(List<ForwardRow> listed, Instant time) {
        Map<String, Throughput> flows = new HashMap<>();
        for (ForwardRow forward : listed) {
            Throughput before = throughput.get(forward.id());
            flows.put(forward.id(), before == null ? Throughput.from(forward, time) : before.then(forward, time));
        }
        return new Sight(new Link.Live(), listed, flows, events, time);
    }

    Sight away(String why, Instant time) {
        Instant since = link instanceof Link.Away away ? away.since() : time;
        return new Sight(new Link.Away(why, since), forwards, throughput, events, time);
    }

    Sight withoutEvents() {
        return new Sight(link, forwards, throughput, Map.of(), now);
    }

    Sight happened(JsonNode event) {
        Map<String, List<JsonNode>> more = new HashMap<>(events);
        List<JsonNode> own = new ArrayList<>(events(event.path("id").asString("")));
        own.add(event);
        more.put(
                event.path("id").asString(""),
                List.copyOf(own.subList(Math.max(0, own.size() - KEPT_EVENTS), own.size())));
        return new Sight(link, forwards, throughput, more, now);
    }

    /// What happened to a forward, the newest last.
    public List<JsonNode> events(String id) {
        return events.getOrDefault(id, List.of());
    }

    /// The rates of a forward, the newest last.
    public List<Long> rates(String id) {
        Throughput found = throughput.get(id);
        return found == null ? List.of() : found.rates();
    }
}
