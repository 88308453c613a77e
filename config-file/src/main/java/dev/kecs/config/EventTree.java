package dev.kecs.config;

import dev.kecs.config.ConfigValue.Entries;
import dev.kecs.config.ConfigValue.Entry;
import dev.kecs.config.ConfigValue.Items;
import dev.kecs.config.ConfigValue.Nothing;
import dev.kecs.config.ConfigValue.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/// Makes values of a parser's events, within bounds: a file made to exhaust memory or stack is a mistake like others.
/// An alias is the value of its anchor, not a copy. Used once.
final class EventTree {
    private static final int DEEPEST = 50;

    private final Iterator<Event> events;
    private final Mistakes mistakes;
    private final Map<Anchor, ConfigValue> anchors = new HashMap<>();

    EventTree(Iterator<Event> events, Mistakes mistakes) {
        this.events = events;
        this.mistakes = mistakes;
    }

    /// The value of the only document.
    ConfigValue root() throws InvalidConfigException {
        events.next();
        if (events.next().getEventId() == Event.ID.StreamEnd) {
            return new Nothing(Position.START);
        }
        ConfigValue root = value(events.next(), 0);
        events.next();
        Event next = events.next();
        if (next.getEventId() != Event.ID.StreamEnd) {
            mistakes.add(at(next), "a second document begins here; only one is read");
        }
        return root;
    }

    private ConfigValue value(Event event, int depth) throws InvalidConfigException {
        if (depth > DEEPEST) {
            mistakes.add(at(event), "nested more than " + DEEPEST + " deep");
            mistakes.refuseIfAny();
        }
        if (event instanceof AliasEvent alias) {
            ConfigValue meant = anchors.get(alias.getAlias());
            if (meant != null) {
                return meant;
            }
            mistakes.add(at(event), "alias '" + alias.getAlias() + "' has no anchor before it");
            return new Nothing(at(event));
        }
        ConfigValue value = switch (event.getEventId()) {
            case Scalar -> scalar((ScalarEvent) event);
            case SequenceStart -> items(event, depth);
            case MappingStart -> entries(event, depth);
            default -> throw new IllegalStateException("a parser's event without a meaning: " + event);
        };
        if (event instanceof NodeEvent node) {
            node.getAnchor().ifPresent(anchor -> anchors.put(anchor, value));
        }
        return value;
    }

    /// No path, argument or name can have a NUL, whatever it is for, and half a character cannot be written anywhere.
    private ConfigValue scalar(ScalarEvent scalar) {
        String text = scalar.getValue();
        if (text.indexOf('\0') >= 0) {
            mistakes.add(at(scalar), "a NUL character is in this text");
        }
        if (text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            mistakes.add(at(scalar), "half of a surrogate pair is in this text");
        }
        boolean nothing = scalar.isPlain() && (text.isEmpty() || text.equals("null") || text.equals("~"));
        return nothing ? new Nothing(at(scalar)) : new Text(at(scalar), text);
    }

    private ConfigValue items(Event start, int depth) throws InvalidConfigException {
        List<ConfigValue> items = new ArrayList<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            items.add(value(event, depth + 1));
        }
        return new Items(at(start), items);
    }

    private ConfigValue entries(Event start, int depth) throws InvalidConfigException {
        List<Entry> entries = new ArrayList<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            ConfigValue key = value(event, depth + 1);
            ConfigValue value = value(events.next(), depth + 1);
            if (key instanceof Text text) {
                entries.add(new Entry(new Text(at(event), text.text()), value));
            } else {
                mistakes.add(at(event), "a key must be a text, not " + key.kind());
            }
        }
        return new Entries(at(start), entries);
    }

    private static Position at(Event event) {
        return event.getStartMark().map(EventTree::at).orElse(Position.START);
    }

    static Position at(Mark mark) {
        return new Position(mark.getLine() + 1, mark.getColumn() + 1);
    }
}
