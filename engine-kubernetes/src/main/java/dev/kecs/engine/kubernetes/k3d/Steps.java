package dev.kecs.engine.kubernetes.k3d;

import dev.kecs.engine.kubernetes.program.ProgramException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Named steps, taken one after the other; when one fails, those before it and itself are undone, last first.
/// Used by one thread.
final class Steps {
    private static final Logger LOG = LoggerFactory.getLogger(Steps.class);
    private final List<Step> steps = new ArrayList<>();

    /// What is done, or undone.
    interface Action {
        void take() throws ProgramException, InterruptedException;
    }

    private record Step(String what, Action action, Action undo) {}

    /// A step that leaves nothing behind.
    Steps then(String what, Action action) {
        return then(what, action, () -> {});
    }

    /// @param undo does no harm where the step has done nothing yet
    Steps then(String what, Action action, Action undo) {
        steps.add(new Step(what, action, undo));
        return this;
    }

    /// @param progress is told of each step before it is taken
    void take(Consumer<String> progress) throws ProgramException, InterruptedException {
        Deque<Step> begun = new ArrayDeque<>();
        boolean done = false;
        try {
            for (Step step : steps) {
                begun.push(step);
                progress.accept(begun.size() + "/" + steps.size() + " " + step.what());
                step.action().take();
            }
            done = true;
        } finally {
            if (!done) {
                undo(begun);
            }
        }
    }

    /// Goes through when interrupted: what is left behind would stay for ever.
    private static void undo(Deque<Step> begun) {
        boolean interrupted = Thread.interrupted();
        while (!begun.isEmpty()) {
            Step step = begun.pop();
            try {
                step.undo().take();
            } catch (ProgramException left) {
                LOG.warn("Undoing \"{}\" failed; the next attempt does it: {}", step.what(), left.getMessage());
            } catch (InterruptedException hurry) {
                interrupted = true;
            } catch (RuntimeException left) {
                LOG.warn("Undoing \"{}\" failed; the next attempt does it", step.what(), left);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
