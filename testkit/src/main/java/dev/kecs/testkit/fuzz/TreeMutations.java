package dev.kecs.testkit.fuzz;

import dev.kecs.testkit.fuzz.Tree.Entries;
import dev.kecs.testkit.fuzz.Tree.Entry;
import dev.kecs.testkit.fuzz.Tree.Items;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/// Changes valid trees a little: other types, keys twice, keys missing, unknown ones, long lists. Used by one thread.
final class TreeMutations {
    private static final int MOST_CHANGES = 3;
    private static final int MOST_COPIES = 40;

    private final RandomGenerator random;
    private final OddValues odd;

    TreeMutations(RandomGenerator random, OddValues odd) {
        this.random = random;
        this.odd = odd;
    }

    Tree mutate(Tree valid) {
        Tree mutated = valid;
        int changes = 1 + random.nextInt(MOST_CHANGES);
        for (int i = 0; i < changes; i++) {
            mutated = mutated.replaced(random.nextInt(mutated.size()), this::change);
        }
        return mutated;
    }

    private Tree change(Tree value) {
        return switch (value) {
            case Entries map when !map.entries().isEmpty() && random.nextInt(8) != 0 -> new Entries(entries(map));
            case Items list when !list.items().isEmpty() && random.nextInt(5) != 0 -> new Items(items(list));
            default -> other(value);
        };
    }

    private Tree other(Tree value) {
        return switch (random.nextInt(10)) {
            case 0 -> new Items(List.of(value));
            case 1 -> new Entries(List.of(new Entry(odd.word(), value)));
            case 2 -> odd.tree(3);
            case 3 -> new Items(Collections.nCopies(random.nextInt(MOST_COPIES), value));
            default -> odd.scalar();
        };
    }

    private List<Entry> entries(Entries map) {
        List<Entry> changed = new ArrayList<>(map.entries());
        int at = random.nextInt(changed.size());
        Entry entry = changed.get(at);
        switch (random.nextInt(9)) {
            case 0, 1 -> changed.remove(at);
            case 2 -> changed.add(random.nextInt(changed.size() + 1), entry);
            case 3 -> changed.add(random.nextInt(changed.size() + 1), new Entry(entry.key(), odd.scalar()));
            case 4 -> changed.set(at, new Entry(odd.word(), entry.value()));
            case 5 -> changed.set(at, new Entry(odd.text(), entry.value()));
            case 6 -> changed.add(new Entry(odd.word(), odd.tree(2)));
            case 7 -> Collections.shuffle(changed, Random.from(random));
            default -> changed.set(at, new Entry(entry.key(), other(entry.value())));
        }
        return changed;
    }

    private List<Tree> items(Items list) {
        List<Tree> changed = new ArrayList<>(list.items());
        int at = random.nextInt(changed.size());
        Tree item = changed.get(at);
        switch (random.nextInt(6)) {
            case 0 -> changed.remove(at);
            case 1 -> changed.addAll(Collections.nCopies(random.nextInt(MOST_COPIES), item));
            case 2 -> changed.add(at, odd.scalar());
            case 3 -> Collections.shuffle(changed, Random.from(random));
            case 4 -> changed.clear();
            default -> changed.set(at, other(item));
        }
        return changed;
    }
}
