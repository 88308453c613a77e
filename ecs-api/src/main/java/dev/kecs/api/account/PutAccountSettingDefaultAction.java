package dev.kecs.api.account;

import dev.kecs.api.action.Action;
import dev.kecs.api.action.Caller;
import dev.kecs.ecs.setting.AccountSetting;
import dev.kecs.ecs.store.Stores;
import software.amazon.awssdk.services.ecs.model.PutAccountSettingDefaultRequest;
import software.amazon.awssdk.services.ecs.model.PutAccountSettingDefaultResponse;

/// Sets the value of all who have none of their own: that of the account's root.
record PutAccountSettingDefaultAction(Stores stores)
        implements Action<PutAccountSettingDefaultRequest, PutAccountSettingDefaultResponse> {
    @Override
    public PutAccountSettingDefaultResponse answer(PutAccountSettingDefaultRequest request, Caller caller) {
        AccountSetting setting =
                AccountSettings.checked(request.nameAsString(), request.value(), AccountSettings.root(caller));
        stores.atomically(() -> stores.settings().put(caller.scope(), setting));
        return PutAccountSettingDefaultResponse.builder()
                .setting(AccountSettings.shown(setting))
                .build();
    }
}
