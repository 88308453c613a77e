package dev.kecs.api.account;

import dev.kecs.api.action.ActionEntry;
import dev.kecs.ecs.command.AccountSettings;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.DeleteAccountSettingRequest;
import software.amazon.awssdk.services.ecs.model.ListAccountSettingsRequest;
import software.amazon.awssdk.services.ecs.model.PutAccountSettingDefaultRequest;
import software.amazon.awssdk.services.ecs.model.PutAccountSettingRequest;

/// The operations of this package, in one list.
public final class AccountActions {
    private AccountActions() {}

    public static List<ActionEntry<?, ?>> of(AccountSettings settings) {
        return List.of(
                ActionEntry.of(
                        PutAccountSettingRequest.class,
                        PutAccountSettingRequest::builder,
                        new PutAccountSettingAction(settings)),
                ActionEntry.of(
                        PutAccountSettingDefaultRequest.class,
                        PutAccountSettingDefaultRequest::builder,
                        new PutAccountSettingDefaultAction(settings)),
                ActionEntry.of(
                        DeleteAccountSettingRequest.class,
                        DeleteAccountSettingRequest::builder,
                        new DeleteAccountSettingAction(settings)),
                ActionEntry.of(
                        ListAccountSettingsRequest.class,
                        ListAccountSettingsRequest::builder,
                        new ListAccountSettingsAction(settings)));
    }
}
