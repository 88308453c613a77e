package dev.kecs.api.account;

import dev.kecs.api.action.Action;
import dev.kecs.api.action.Caller;
import dev.kecs.ecs.command.AccountSettings;
import dev.kecs.ecs.setting.AccountSetting;
import software.amazon.awssdk.services.ecs.model.DeleteAccountSettingRequest;
import software.amazon.awssdk.services.ecs.model.DeleteAccountSettingResponse;

/// Takes a principal's own value away; the default then holds.
record DeleteAccountSettingAction(AccountSettings settings)
        implements Action<DeleteAccountSettingRequest, DeleteAccountSettingResponse> {
    @Override
    public DeleteAccountSettingResponse answer(DeleteAccountSettingRequest request, Caller caller) {
        AccountSetting left = settings.remove(
                caller.scope(), request.nameAsString(), WireSettings.principal(request.principalArn(), caller));
        return DeleteAccountSettingResponse.builder()
                .setting(WireSettings.shown(left))
                .build();
    }
}
