package dev.kecs.api.account;

import dev.kecs.api.action.Action;
import dev.kecs.api.action.Caller;
import dev.kecs.api.action.Page;
import dev.kecs.ecs.setting.AccountSetting;
import dev.kecs.ecs.store.Stores;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.ListAccountSettingsRequest;
import software.amazon.awssdk.services.ecs.model.ListAccountSettingsResponse;

/// A principal's own settings; with `effectiveSettings` every setting with the value that holds for it.
record ListAccountSettingsAction(Stores stores)
        implements Action<ListAccountSettingsRequest, ListAccountSettingsResponse> {
    private static final int MOST = 10;

    @Override
    public ListAccountSettingsResponse answer(ListAccountSettingsRequest request, Caller caller) {
        String principal = AccountSettings.principal(request.principalArn(), caller);
        List<AccountSetting> kept = stores.settings().all(caller.scope());
        Stream<AccountSetting> all = Boolean.TRUE.equals(request.effectiveSettings())
                ? AccountSettings.names().stream().map(name -> effective(kept, name, principal, caller))
                : kept.stream().filter(setting -> setting.principal().equals(principal));
        List<AccountSetting> wanted = all.filter(
                        setting -> request.name() == null || setting.name().equals(request.nameAsString()))
                .filter(setting -> request.value() == null || setting.value().equals(request.value()))
                .toList();
        Page<AccountSetting> page =
                Page.of(wanted, AccountSetting::name, request.maxResults(), request.nextToken(), MOST);
        return ListAccountSettingsResponse.builder()
                .settings(page.items().stream().map(AccountSettings::shown).toList())
                .nextToken(page.nextToken().orElse(null))
                .build();
    }

    private static AccountSetting effective(List<AccountSetting> kept, String name, String principal, Caller caller) {
        return own(kept, name, principal)
                .or(() -> own(kept, name, AccountSettings.root(caller)))
                .map(setting -> new AccountSetting(name, setting.value(), principal))
                .orElseGet(() -> new AccountSetting(name, AccountSettings.defaultOf(name), principal));
    }

    private static Optional<AccountSetting> own(List<AccountSetting> kept, String name, String principal) {
        return kept.stream()
                .filter(setting ->
                        setting.name().equals(name) && setting.principal().equals(principal))
                .findFirst();
    }
}
