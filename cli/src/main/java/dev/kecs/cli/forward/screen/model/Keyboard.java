package dev.kecs.cli.forward.screen.model;

import java.util.Optional;

/// What every key does: a function of the model and the key.
public final class Keyboard {

    private Keyboard() {}

    /// The key's meaning in the model's mode. Ctrl-C ends the screen in all of them, Ctrl-L draws it anew.
    public static Step press(Model model, Key key) {
        if (key == Key.Named.INTERRUPT) {
            return Step.to(model, new Effect.Quit());
        }
        if (key == Key.Named.REDRAW) {
            return Step.to(model, new Effect.Redraw());
        }
        Model quiet = model.untold();
        return switch (model.mode()) {
            case Mode.Table() -> table(quiet, key);
            case Mode.Filtering(Line line) -> filtering(quiet, line, key);
            case Mode.Starting(Line line) -> starting(quiet, line, key);
            case Mode.Confirming(String id, String name) -> confirming(quiet, id, name, key);
            case Mode.Details() -> details(quiet, key);
            case Mode.Log(LogText text) -> log(quiet, text, key);
            case Mode.Help() -> leaves(key) || is(key, '?') || is(key, 'h') ? table(quiet) : Step.to(model);
        };
    }

    private static Step table(Model model, Key key) {
        return switch (key) {
            case Key.Named.UP -> move(model, -1);
            case Key.Named.DOWN -> move(model, 1);
            case Key.Named.PAGE_UP -> move(model, -model.page());
            case Key.Named.PAGE_DOWN -> move(model, model.page());
            case Key.Named.HOME -> Step.to(model.select(0));
            case Key.Named.END -> Step.to(model.select(Integer.MAX_VALUE));
            case Key.Named.ENTER -> Step.to(model.current().isPresent() ? model.in(new Mode.Details()) : model);
            case Key.Named.ESCAPE -> Step.to(model.filtered(""));
            case Key.Named other -> Step.to(model);
            case Key.Typed(int point) -> tableCharacter(model, point);
        };
    }

    private static Step tableCharacter(Model model, int point) {
        return switch (point) {
            case 'q' -> Step.to(model, new Effect.Quit());
            case 'k' -> move(model, -1);
            case 'j' -> move(model, 1);
            case 'g' -> Step.to(model.select(0));
            case 'G' -> Step.to(model.select(Integer.MAX_VALUE));
            case '/' -> Step.to(model.in(new Mode.Filtering(Line.of(model.filter()))));
            case '?', 'h' -> Step.to(model.in(new Mode.Help()));
            case 's' -> Step.to(model.in(new Mode.Starting(Line.of(model.lastStart()))));
            default -> withCurrent(model, point);
        };
    }

    /// Keys that do something with the selected forward.
    private static Step withCurrent(Model model, int point) {
        Optional<ForwardRow> current = model.current();
        if (current.isEmpty()) {
            return Step.to(
                    "xpl".indexOf(point) < 0
                            ? model
                            : model.told(new Notice("No forward is selected. s starts one.", true)));
        }
        ForwardRow row = current.get();
        return switch (point) {
            case 'x' -> Step.to(model.in(new Mode.Confirming(row.id(), row.name())));
            case 'p' -> change(model, row.isPaused() ? Effect.Verb.RESUME : Effect.Verb.PAUSE, row.id(), row.name());
            case 'l' -> Step.to(model.in(new Mode.Log(LogText.of(row.name()))), new Effect.ReadLog(row.name()));
            default -> Step.to(model);
        };
    }

    private static Step filtering(Model model, Line line, Key key) {
        if (key == Key.Named.ENTER) {
            return table(model);
        }
        if (key == Key.Named.ESCAPE) {
            return table(model.filtered(""));
        }
        if (key == Key.Named.UP || key == Key.Named.DOWN) {
            return move(model, key == Key.Named.UP ? -1 : 1);
        }
        Line typed = line.press(key);
        return Step.to(model.in(new Mode.Filtering(typed)).filtered(typed.text()));
    }

    private static Step starting(Model model, Line line, Key key) {
        if (key == Key.Named.ESCAPE) {
            return table(model);
        }
        if (key == Key.Named.ENTER) {
            String words = line.text().strip();
            return words.isEmpty()
                    ? table(model)
                    : Step.to(
                            model.started(words).in(Mode.TABLE).told(new Notice("Starting " + words + " …", false)),
                            new Effect.Start(words));
        }
        return Step.to(model.in(new Mode.Starting(line.press(key))));
    }

    /// Only y stops it; any other key does not.
    private static Step confirming(Model model, String id, String name, Key key) {
        Model back = model.in(Mode.TABLE);
        return is(key, 'y') || is(key, 'Y')
                ? change(back, Effect.Verb.STOP, id, name)
                : Step.to(back.told(new Notice(name + " goes on.", false)));
    }

    private static Step details(Model model, Key key) {
        if (key == Key.Named.ENTER || leaves(key)) {
            return table(model);
        }
        return table(model, key);
    }

    private static Step log(Model model, LogText text, Key key) {
        int far = Integer.MAX_VALUE / 2;
        return switch (key) {
            case Key.Named.UP -> scroll(model, text, 1);
            case Key.Named.DOWN -> scroll(model, text, -1);
            case Key.Named.PAGE_UP -> scroll(model, text, logRows(model));
            case Key.Named.PAGE_DOWN -> scroll(model, text, -logRows(model));
            case Key.Named.HOME -> scroll(model, text, far);
            case Key.Named.END -> scroll(model, text, -far);
            case Key.Typed(int point) when point == 'k' -> scroll(model, text, 1);
            case Key.Typed(int point) when point == 'j' -> scroll(model, text, -1);
            case Key.Typed(int point) when point == 'g' -> scroll(model, text, far);
            case Key.Typed(int point) when point == 'G' -> scroll(model, text, -far);
            case Key.Typed(int point) when point == 'l' -> Step.to(model.in(Mode.TABLE), new Effect.CloseLog());
            default -> leaves(key) ? Step.to(model.in(Mode.TABLE), new Effect.CloseLog()) : Step.to(model);
        };
    }

    private static Step scroll(Model model, LogText text, int up) {
        return Step.to(model.in(new Mode.Log(text.scrolled(up, model.columns(), logRows(model)))));
    }

    /// The log has the screen but for its first and last row.
    private static int logRows(Model model) {
        return Math.max(1, model.rows() - 2);
    }

    private static Step change(Model model, Effect.Verb verb, String id, String name) {
        return Step.to(
                model.told(new Notice(verb.word() + " " + name + " …", false)), new Effect.Change(verb, id, name));
    }

    private static Step move(Model model, int by) {
        return Step.to(model.select(Math.max(0, model.index() + by)));
    }

    private static Step table(Model model) {
        return Step.to(model.in(Mode.TABLE));
    }

    private static boolean leaves(Key key) {
        return key == Key.Named.ESCAPE || is(key, 'q');
    }

    private static boolean is(Key key, char character) {
        return key.equals(Key.of(character));
    }
}
