package dev.kecs.api.account;

import dev.kecs.api.action.Action;
import dev.kecs.api.action.Caller;
import dev.kecs.ecs.command.AccountSettings;
import dev.kecs.ecs.setting.AccountSetting;
import software.amazon.awssdk.services.ecs.model.PutAccountSettingRequest;
import software.amazon.awssdk.services.ecs.model.PutAccountSettingResponse;

/// Sets a principal's own value.
record PutAccountSettingAction(AccountSettings settings)
        implements Action<PutAccountSettingRequest, PutAccountSettingResponse> {
    @Override
    public PutAccountSettingResponse answer(PutAccountSettingRequest request, Caller caller) {
        String principal = WireSettings.principal(request.principalArn(), caller);
        AccountSetting put =
                settings.put(caller.scope(), new AccountSetting(request.nameAsString(), request.value(), principal));
        return PutAccountSettingResponse.builder()
                .setting(WireSettings.shown(put))
                .build();
    }
}
