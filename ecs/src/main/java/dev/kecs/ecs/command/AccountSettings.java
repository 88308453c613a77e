package dev.kecs.ecs.command;

import dev.kecs.ecs.failure.EcsException;
import dev.kecs.ecs.failure.EcsFailure;
import dev.kecs.ecs.name.Scope;
import dev.kecs.ecs.setting.AccountSetting;
import dev.kecs.ecs.setting.SettingRules;
import dev.kecs.ecs.store.Stores;
import java.util.List;
import java.util.Optional;

/// Commands on account settings: what a principal has set for itself, else what the account's root has set,
/// else ECS's default. Stateless; called from many threads.
public record AccountSettings(Stores stores) {
    public AccountSetting put(Scope scope, AccountSetting setting) {
        requireChangeable(setting.name());
        List<String> allowed = SettingRules.valuesOf(setting.name());
        if (!allowed.contains(setting.value())) {
            throw refused("value: '" + setting.value() + "' is not one of " + String.join(", ", allowed) + " for "
                    + setting.name() + ".");
        }
        stores.atomically(() -> stores.settings().put(scope, setting));
        return setting;
    }

    /// Takes a principal's own value away.
    ///
    /// @return what holds for it from now on
    public AccountSetting remove(Scope scope, String name, String principal) {
        requireChangeable(name);
        return stores.atomically(() -> {
            stores.settings().remove(scope, name, principal);
            return effective(scope, name, principal);
        });
    }

    private static void requireChangeable(String name) {
        if (SettingRules.isManagedByAws(name)) {
            throw refused("name: " + name + " is managed by AWS and cannot be changed.");
        }
    }

    private static EcsException refused(String message) {
        return new EcsException(new EcsFailure.InvalidParameter(message));
    }

    /// What the principal itself has set, by name.
    public List<AccountSetting> own(Scope scope, String principal) {
        return stores.settings().all(scope).stream()
                .filter(setting -> setting.principal().equals(principal))
                .toList();
    }

    /// Every setting as it holds for the principal, by name.
    public List<AccountSetting> effective(Scope scope, String principal) {
        return SettingRules.names().stream()
                .map(name -> effective(scope, name, principal))
                .toList();
    }

    public AccountSetting effective(Scope scope, String name, String principal) {
        String value = find(scope, name, principal)
                .or(() -> find(scope, name, AccountSetting.root(scope)))
                .map(AccountSetting::value)
                .orElseGet(() -> SettingRules.defaultOf(name));
        return new AccountSetting(name, value, principal);
    }

    private Optional<AccountSetting> find(Scope scope, String name, String principal) {
        return own(scope, principal).stream()
                .filter(setting -> setting.name().equals(name))
                .findFirst();
    }
}
