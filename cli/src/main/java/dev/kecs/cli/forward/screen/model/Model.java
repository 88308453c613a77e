package dev.kecs.cli.forward.screen.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// All that the screen shows.
///
/// @param selected a forward's id; empty while there is none
/// @param filter only forwards with this text are shown; all when it is empty
/// @param lastStart the words of the last forward that was started here
/// @param rows the terminal's height, for a page
/// @param columns its width
public record Model(
        Sight sight,
        String selected,
        String filter,
        Mode mode,
        Optional<Notice> notice,
        String lastStart,
        int columns,
        int rows) {

    public static Model at(Instant now) {
        return new Model(Sight.nothing(now), "", "", Mode.TABLE, Optional.empty(), "", 80, 24);
    }

    /// The forwards that the filter lets through.
    public List<ForwardRow> shown() {
        return filter.isEmpty()
                ? sight.forwards()
                : sight.forwards().stream().filter(row -> row.matches(filter)).toList();
    }

    /// The selected forward's place among those shown; -1 when none is shown.
    public int index() {
        List<ForwardRow> shown = shown();
        for (int i = 0; i < shown.size(); i++) {
            if (shown.get(i).id().equals(selected)) {
                return i;
            }
        }
        return shown.isEmpty() ? -1 : 0;
    }

    /// The selected forward.
    public Optional<ForwardRow> current() {
        int index = index();
        return index < 0 ? Optional.empty() : Optional.of(shown().get(index));
    }

    /// What it is after the news.
    public Model hear(News news) {
        return switch (news) {
            case News.Passed(Instant now) -> seeing(sight.at(now));
            case News.Resized(int width, int height) ->
                new Model(sight, selected, filter, mode, notice, lastStart, width, height);
            case News.Listed(List<ForwardRow> forwards, Instant at) -> seeing(sight.listed(forwards, at));
            case News.Away(String why, Instant at) -> seeing(sight.away(why, at));
            case News.EventsAnew() -> seeing(sight.withoutEvents());
            case News.Happened(var event) -> seeing(sight.happened(event));
            case News.Logged(String name, List<String> lines) -> logged(name, lines);
            case News.Told(Notice told) -> told(told);
        };
    }

    private Model logged(String name, List<String> lines) {
        return mode instanceof Mode.Log(LogText text) && text.name().equals(name)
                ? in(new Mode.Log(text.with(lines, columns)))
                : this;
    }

    /// The selection stays; when its forward has gone, the one in its place is selected.
    private Model seeing(Sight next) {
        int before = Math.max(0, index());
        Model seen = new Model(next, selected, filter, mode, notice, lastStart, columns, rows);
        List<ForwardRow> shown = seen.shown();
        boolean stays = shown.stream().anyMatch(row -> row.id().equals(selected));
        return stays || shown.isEmpty() ? seen : seen.select(before);
    }

    /// Selects one of the forwards shown, the nearest when the index is none of them.
    Model select(int index) {
        List<ForwardRow> shown = shown();
        String id = shown.isEmpty()
                ? ""
                : shown.get(Math.clamp(index, 0, shown.size() - 1)).id();
        return new Model(sight, id, filter, mode, notice, lastStart, columns, rows);
    }

    Model in(Mode next) {
        return new Model(sight, selected, filter, next, notice, lastStart, columns, rows);
    }

    Model filtered(String text) {
        Model narrowed = new Model(sight, selected, text, mode, notice, lastStart, columns, rows);
        return narrowed.select(narrowed.index());
    }

    Model told(Notice told) {
        return new Model(sight, selected, filter, mode, Optional.of(told), lastStart, columns, rows);
    }

    Model untold() {
        return new Model(sight, selected, filter, mode, Optional.empty(), lastStart, columns, rows);
    }

    Model started(String words) {
        return new Model(sight, selected, filter, mode, notice, words, columns, rows);
    }

    /// How far a page goes.
    int page() {
        return Math.max(1, rows - 4);
    }
}
