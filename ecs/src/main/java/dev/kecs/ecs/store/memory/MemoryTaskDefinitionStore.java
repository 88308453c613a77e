package dev.kecs.ecs.store.memory;

import dev.kecs.ecs.name.Scope;
import dev.kecs.ecs.name.TaskDefinitionArn;
import dev.kecs.ecs.store.TaskDefinitionStore;
import dev.kecs.ecs.store.journal.RecordKind.Family;
import dev.kecs.ecs.store.journal.RecordKind.LastRevision;
import dev.kecs.ecs.taskdefinition.TaskDefinition;
import java.util.List;
import java.util.Optional;

record MemoryTaskDefinitionStore(
        Table<TaskDefinitionArn, TaskDefinition> table,
        Index<Family, TaskDefinitionArn, TaskDefinition> byFamily,
        Table<Family, LastRevision> lastRevisions)
        implements TaskDefinitionStore {
    static MemoryTaskDefinitionStore over(
            Table<TaskDefinitionArn, TaskDefinition> table, Table<Family, LastRevision> lastRevisions) {
        return new MemoryTaskDefinitionStore(
                table, table.index(definition -> Optional.of(familyOf(definition.arn()))), lastRevisions);
    }

    @Override
    public Optional<TaskDefinition> find(TaskDefinitionArn arn) {
        return table.find(arn);
    }

    @Override
    public List<TaskDefinition> family(Scope scope, String family) {
        return table.in(byFamily, new Family(scope, family));
    }

    @Override
    public List<TaskDefinition> all() {
        return table.all();
    }

    @Override
    public int nextRevision(Scope scope, String family) {
        Family named = new Family(scope, family);
        int next = last(named) + 1;
        lastRevisions.put(new LastRevision(named, next));
        return next;
    }

    @Override
    public void put(TaskDefinition definition) {
        table.put(definition);
        Family family = familyOf(definition.arn());
        if (definition.arn().revision() > last(family)) {
            lastRevisions.put(new LastRevision(family, definition.arn().revision()));
        }
    }

    @Override
    public void remove(TaskDefinitionArn arn) {
        table.remove(arn);
    }

    private int last(Family family) {
        return lastRevisions.find(family).map(LastRevision::revision).orElse(0);
    }

    private static Family familyOf(TaskDefinitionArn arn) {
        return new Family(arn.scope(), arn.family());
    }
}
