package dev.kecs.ecs.store;

import dev.kecs.ecs.name.Scope;
import dev.kecs.ecs.setting.AccountSetting;
import java.util.List;

/// Account settings that differ from ECS's defaults.
public interface SettingStore {
    List<AccountSetting> all(Scope scope);

    void put(Scope scope, AccountSetting setting);

    void remove(Scope scope, String name, String principal);
}
