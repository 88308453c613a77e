package dev.kecs.api.account;

import dev.kecs.api.action.ActionEntry;
import dev.kecs.ecs.store.Stores;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.DeleteAccountSettingRequest;
import software.amazon.awssdk.services.ecs.model.ListAccountSettingsRequest;
import software.amazon.awssdk.services.ecs.model.PutAccountSettingDefaultRequest;
import software.amazon.awssdk.services.ecs.model.PutAccountSettingRequest;

/// The operations of this package, in one list.
public final class AccountActions {
    private AccountActions() {}

    public static List<ActionEntry<?, ?>> of(Stores stores) {
        return List.of(
                ActionEntry.of(
                        PutAccountSettingRequest.class,
                        PutAccountSettingRequest::builder,
                        new PutAccountSettingAction(stores)),
                ActionEntry.of(
                        PutAccountSettingDefaultRequest.class,
                        PutAccountSettingDefaultRequest::builder,
                        new PutAccountSettingDefaultAction(stores)),
                ActionEntry.of(
                        DeleteAccountSettingRequest.class,
                        DeleteAccountSettingRequest::builder,
                        new DeleteAccountSettingAction(stores)),
                ActionEntry.of(
                        ListAccountSettingsRequest.class,
                        ListAccountSettingsRequest::builder,
                        new ListAccountSettingsAction(stores)));
    }
}
