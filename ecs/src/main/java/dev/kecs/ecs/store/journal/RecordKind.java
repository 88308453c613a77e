package dev.kecs.ecs.store.journal;

import dev.kecs.ecs.cluster.Cluster;
import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.ecs.name.Scope;
import dev.kecs.ecs.name.ServiceArn;
import dev.kecs.ecs.name.TaskArn;
import dev.kecs.ecs.name.TaskDefinitionArn;
import dev.kecs.ecs.service.Service;
import dev.kecs.ecs.setting.AccountSetting;
import dev.kecs.ecs.store.TokenStore;
import dev.kecs.ecs.task.Task;
import dev.kecs.ecs.taskdefinition.TaskDefinition;
import java.util.List;
import java.util.function.Function;

/// A kind of record, with what names one of it. Two kinds are the same when they are one object.
///
/// @param <K> the key's type
/// @param <V> the record's type
public final class RecordKind<K, V> {
    public static final RecordKind<ClusterArn, Cluster> CLUSTER = new RecordKind<>("cluster", Cluster::arn);
    public static final RecordKind<TaskDefinitionArn, TaskDefinition> TASK_DEFINITION =
            new RecordKind<>("task definition", TaskDefinition::arn);
    public static final RecordKind<Family, LastRevision> LAST_REVISION =
            new RecordKind<>("last revision", LastRevision::family);
    public static final RecordKind<ServiceArn, Service> SERVICE = new RecordKind<>("service", Service::arn);
    public static final RecordKind<TaskArn, Task> TASK = new RecordKind<>("task", Task::arn);
    public static final RecordKind<SettingName, ScopedSetting> SETTING =
            new RecordKind<>("setting", ScopedSetting::name);
    public static final RecordKind<String, TokenStore.Use> TOKEN = new RecordKind<>("token", TokenStore.Use::key);

    /// In an order in which no record comes before one it names.
    public static final List<RecordKind<?, ?>> ALL =
            List.of(CLUSTER, TASK_DEFINITION, LAST_REVISION, SERVICE, TASK, SETTING, TOKEN);

    /// A task definition family.
    public record Family(Scope scope, String name) {}

    /// The highest revision ever given to a family.
    public record LastRevision(Family family, int revision) {}

    /// What names an account setting.
    public record SettingName(Scope scope, String name, String principal) {}

    /// An account setting with where it holds.
    public record ScopedSetting(Scope scope, AccountSetting setting) {
        public SettingName name() {
            return new SettingName(scope, setting.name(), setting.principal());
        }
    }

    private final String name;
    private final Function<V, K> key;

    private RecordKind(String name, Function<V, K> key) {
        this.name = name;
        this.key = key;
    }

    public K keyOf(V value) {
        return key.apply(value);
    }

    @Override
    public String toString() {
        return name;
    }
}
