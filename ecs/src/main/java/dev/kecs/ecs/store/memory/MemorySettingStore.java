package dev.kecs.ecs.store.memory;

import dev.kecs.ecs.name.Scope;
import dev.kecs.ecs.setting.AccountSetting;
import dev.kecs.ecs.store.SettingStore;
import dev.kecs.ecs.store.journal.RecordKind.ScopedSetting;
import dev.kecs.ecs.store.journal.RecordKind.SettingName;
import java.util.List;

record MemorySettingStore(Table<SettingName, ScopedSetting> table) implements SettingStore {
    @Override
    public List<AccountSetting> all(Scope scope) {
        return table.all().stream()
                .filter(held -> held.scope().equals(scope))
                .map(ScopedSetting::setting)
                .toList();
    }

    @Override
    public void put(Scope scope, AccountSetting setting) {
        table.put(new ScopedSetting(scope, setting));
    }

    @Override
    public void remove(Scope scope, String name, String principal) {
        table.remove(new SettingName(scope, name, principal));
    }
}
