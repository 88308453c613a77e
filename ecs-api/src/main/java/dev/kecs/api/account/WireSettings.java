package dev.kecs.api.account;

import dev.kecs.api.action.Caller;
import dev.kecs.api.action.Refusal;
import dev.kecs.ecs.setting.AccountSetting;
import dev.kecs.ecs.setting.SettingRules;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Setting;
import software.amazon.awssdk.services.ecs.model.SettingType;

/// Account settings between the wire and the domain.
final class WireSettings {
    private static final Pattern PRINCIPAL = Pattern.compile("arn:aws:iam::(\\d{12}):(root|user/.+|role/.+)");

    private WireSettings() {}

    /// Whose setting it is: the account's root, unless the request names somebody. Credentials are not looked
    /// at, so whoever asks is the root.
    static String principal(@Nullable String named, Caller caller) {
        if (named == null || named.isEmpty()) {
            return AccountSetting.root(caller.scope());
        }
        var matcher = PRINCIPAL.matcher(named);
        if (!matcher.matches() || !matcher.group(1).equals(caller.scope().account())) {
            throw Refusal.invalid(
                    "principalArn: '" + named + "' is not the ARN of a user, a role or the root of account "
                            + caller.scope().account() + ".");
        }
        return named;
    }

    static Setting shown(AccountSetting setting) {
        return Setting.builder()
                .name(setting.name())
                .value(setting.value())
                .principalArn(setting.principal())
                .type(SettingRules.isManagedByAws(setting.name()) ? SettingType.AWS_MANAGED : SettingType.USER)
                .build();
    }
}
