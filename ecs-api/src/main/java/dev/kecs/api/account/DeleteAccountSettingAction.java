package dev.kecs.api.account;

import dev.kecs.api.action.Action;
import dev.kecs.api.action.Caller;
import dev.kecs.ecs.setting.AccountSetting;
import dev.kecs.ecs.store.Stores;
import software.amazon.awssdk.services.ecs.model.DeleteAccountSettingRequest;
import software.amazon.awssdk.services.ecs.model.DeleteAccountSettingResponse;

/// Takes a principal's own value away; the default then holds.
record DeleteAccountSettingAction(Stores stores)
        implements Action<DeleteAccountSettingRequest, DeleteAccountSettingResponse> {
    @Override
    public DeleteAccountSettingResponse answer(DeleteAccountSettingRequest request, Caller caller) {
        String name = request.nameAsString();
        String principal = AccountSettings.principal(request.principalArn(), caller);
        stores.atomically(() -> stores.settings().remove(caller.scope(), name, principal));
        return DeleteAccountSettingResponse.builder()
                .setting(AccountSettings.shown(new AccountSetting(name, AccountSettings.defaultOf(name), principal)))
                .build();
    }
}
