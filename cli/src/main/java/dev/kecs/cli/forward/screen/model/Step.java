package dev.kecs.cli.forward.screen.model;

import java.util.List;

/// What a key comes to.
public record Step(Model model, List<Effect> effects) {

    public Step {
        effects = List.copyOf(effects);
    }

    static Step to(Model model, Effect... effects) {
        return new Step(model, List.of(effects));
    }
}
