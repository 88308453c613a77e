package dev.kecs.api.account;

import dev.kecs.api.action.Action;
import dev.kecs.api.action.Caller;
import dev.kecs.ecs.setting.AccountSetting;
import dev.kecs.ecs.store.Stores;
import software.amazon.awssdk.services.ecs.model.PutAccountSettingRequest;
import software.amazon.awssdk.services.ecs.model.PutAccountSettingResponse;

/// Sets a principal's own value.
record PutAccountSettingAction(Stores stores) implements Action<PutAccountSettingRequest, PutAccountSettingResponse> {
    @Override
    public PutAccountSettingResponse answer(PutAccountSettingRequest request, Caller caller) {
        AccountSetting setting = AccountSettings.checked(
                request.nameAsString(), request.value(), AccountSettings.principal(request.principalArn(), caller));
        stores.atomically(() -> stores.settings().put(caller.scope(), setting));
        return PutAccountSettingResponse.builder()
                .setting(AccountSettings.shown(setting))
                .build();
    }
}
