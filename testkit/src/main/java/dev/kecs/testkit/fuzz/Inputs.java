package dev.kecs.testkit.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/// Makes one input after another: a little more than half are mutations of valid ones. Used by one thread.
public final class Inputs {
    private static final int DEEPEST = 5;

    private final RandomGenerator random;
    private final List<Tree> valid;
    private final List<Function<Tree, String>> forms;
    private final OddValues odd;
    private final TreeMutations trees;
    private final ByteMutations bytes;

    /// @param seed the same one makes the same inputs
    /// @param valid what mutations begin with; one that is wanted more often stands there more than once
    /// @param forms ways to write a tree
    public Inputs(long seed, List<Tree> valid, List<Function<Tree, String>> forms) {
        this.random = new SplittableRandom(seed);
        this.valid = List.copyOf(valid);
        this.forms = List.copyOf(forms);
        this.odd = new OddValues(random, words(valid));
        this.trees = new TreeMutations(random, odd);
        this.bytes = new ByteMutations(random);
    }

    private static List<String> words(List<Tree> valid) {
        Set<String> words = new LinkedHashSet<>();
        valid.forEach(tree -> collect(tree, words));
        return new ArrayList<>(words);
    }

    private static void collect(Tree tree, Set<String> words) {
        switch (tree) {
            case Tree.Text text -> words.add(text.text());
            case Tree.Literal literal -> words.add(literal.text());
            case Tree.Items list -> list.items().forEach(item -> collect(item, words));
            case Tree.Entries map ->
                map.entries().forEach(entry -> {
                    words.add(entry.key());
                    collect(entry.value(), words);
                });
        }
    }

    /// For decisions of the test's own, so that they are repeated with the inputs.
    public RandomGenerator random() {
        return random;
    }

    public Input next() {
        int kind = random.nextInt(100);
        if (kind < 10) {
            return written(Input.Kind.VALID, any());
        }
        if (kind < 40) {
            return written(Input.Kind.MUTATED_TREE, trees.mutate(any()));
        }
        if (kind < 62) {
            byte[] before = written(Input.Kind.VALID, any()).bytes();
            return new Input(Input.Kind.MUTATED_BYTES, bytes.mutate(before), null);
        }
        return kind < 81
                ? written(Input.Kind.RANDOM_TREE, odd.tree(DEEPEST))
                : new Input(Input.Kind.RANDOM_BYTES, bytes.random(), null);
    }

    private Tree any() {
        return odd.any(valid);
    }

    private Input written(Input.Kind kind, Tree tree) {
        return new Input(kind, odd.any(forms).apply(tree).getBytes(StandardCharsets.UTF_8), tree);
    }
}
