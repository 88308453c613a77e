package dev.kecs.api.account;

import dev.kecs.api.action.Action;
import dev.kecs.api.action.Caller;
import dev.kecs.api.action.Page;
import dev.kecs.api.action.Refusal;
import dev.kecs.ecs.command.AccountSettings;
import dev.kecs.ecs.setting.AccountSetting;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.ListAccountSettingsRequest;
import software.amazon.awssdk.services.ecs.model.ListAccountSettingsResponse;

/// A principal's own settings; with `effectiveSettings` every setting with the value that holds for it.
record ListAccountSettingsAction(AccountSettings settings)
        implements Action<ListAccountSettingsRequest, ListAccountSettingsResponse> {
    private static final int MOST = 10;

    @Override
    public ListAccountSettingsResponse answer(ListAccountSettingsRequest request, Caller caller) {
        if (request.value() != null && request.name() == null) {
            throw Refusal.invalid("value: a name must be given with it.");
        }
        String principal = WireSettings.principal(request.principalArn(), caller);
        List<AccountSetting> all = Boolean.TRUE.equals(request.effectiveSettings())
                ? settings.effective(caller.scope(), principal)
                : settings.own(caller.scope(), principal);
        List<AccountSetting> wanted = all.stream()
                .filter(setting -> request.name() == null || setting.name().equals(request.nameAsString()))
                .filter(setting -> request.value() == null || setting.value().equals(request.value()))
                .toList();
        Page<AccountSetting> page =
                Page.of(wanted, AccountSetting::name, request.maxResults(), request.nextToken(), MOST);
        return ListAccountSettingsResponse.builder()
                .settings(page.items().stream().map(WireSettings::shown).toList())
                .nextToken(page.nextToken().orElse(null))
                .build();
    }
}
