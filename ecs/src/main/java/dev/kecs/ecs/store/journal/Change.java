package dev.kecs.ecs.store.journal;

/// One record put or removed by a step.
public sealed interface Change {
    RecordKind<?, ?> kind();

    Object key();

    record Put<K, V>(RecordKind<K, V> kind, V value) implements Change {
        @Override
        public K key() {
            return kind.keyOf(value);
        }
    }

    record Remove<K, V>(RecordKind<K, V> kind, K key) implements Change {}
}
