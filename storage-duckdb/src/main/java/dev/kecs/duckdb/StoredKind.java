package dev.kecs.duckdb;

import dev.kecs.ecs.cluster.Cluster;
import dev.kecs.ecs.service.Service;
import dev.kecs.ecs.store.TokenStore;
import dev.kecs.ecs.store.journal.RecordKind;
import dev.kecs.ecs.store.journal.RecordKind.Family;
import dev.kecs.ecs.store.journal.RecordKind.LastRevision;
import dev.kecs.ecs.store.journal.RecordKind.ScopedSetting;
import dev.kecs.ecs.store.journal.RecordKind.SettingName;
import dev.kecs.ecs.task.Task;
import dev.kecs.ecs.taskdefinition.TaskDefinition;
import java.util.List;

/// Where a kind of record is kept.
///
/// @param table the table's name, as the migrations make it
/// @param type what a body is read as
record StoredKind<K, V>(RecordKind<K, V> kind, String table, Class<V> type) {
    static final List<StoredKind<?, ?>> ALL = List.of(
            new StoredKind<>(RecordKind.CLUSTER, "cluster", Cluster.class),
            new StoredKind<>(RecordKind.TASK_DEFINITION, "task_definition", TaskDefinition.class),
            new StoredKind<>(RecordKind.LAST_REVISION, "last_revision", LastRevision.class),
            new StoredKind<>(RecordKind.SERVICE, "service", Service.class),
            new StoredKind<>(RecordKind.TASK, "task", Task.class),
            new StoredKind<>(RecordKind.SETTING, "setting", ScopedSetting.class),
            new StoredKind<>(RecordKind.TOKEN, "token", TokenStore.Use.class));

    /// The key column: an ARN as ECS writes it, else the key's parts joined by spaces.
    static String keyText(Object key) {
        return switch (key) {
            case Family family ->
                String.join(" ", family.scope().region(), family.scope().account(), family.name());
            case SettingName name ->
                String.join(" ", name.scope().region(), name.scope().account(), name.name(), name.principal());
            default -> key.toString();
        };
    }
}
