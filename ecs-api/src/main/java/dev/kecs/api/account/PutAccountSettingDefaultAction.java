package dev.kecs.api.account;

import dev.kecs.api.action.Action;
import dev.kecs.api.action.Caller;
import dev.kecs.ecs.command.AccountSettings;
import dev.kecs.ecs.setting.AccountSetting;
import software.amazon.awssdk.services.ecs.model.PutAccountSettingDefaultRequest;
import software.amazon.awssdk.services.ecs.model.PutAccountSettingDefaultResponse;

/// Sets the value of all who have none of their own: that of the account's root.
record PutAccountSettingDefaultAction(AccountSettings settings)
        implements Action<PutAccountSettingDefaultRequest, PutAccountSettingDefaultResponse> {
    @Override
    public PutAccountSettingDefaultResponse answer(PutAccountSettingDefaultRequest request, Caller caller) {
        AccountSetting put = settings.put(
                caller.scope(),
                new AccountSetting(request.nameAsString(), request.value(), AccountSetting.root(caller.scope())));
        return PutAccountSettingDefaultResponse.builder()
                .setting(WireSettings.shown(put))
                .build();
    }
}
