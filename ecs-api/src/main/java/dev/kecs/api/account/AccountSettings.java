package dev.kecs.api.account;

import dev.kecs.api.action.Caller;
import dev.kecs.api.action.Refusal;
import dev.kecs.ecs.setting.AccountSetting;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Setting;
import software.amazon.awssdk.services.ecs.model.SettingName;

/// What account settings there are, and what each may be (source: "Access Amazon ECS features with account
/// settings" in the developer guide). KECS keeps and shows them; none changes what it does.
final class AccountSettings {
    private static final List<String> SWITCH = List.of("enabled", "disabled");

    private AccountSettings() {}

    static List<String> names() {
        return Arrays.stream(SettingName.values())
                .filter(name -> name != SettingName.UNKNOWN_TO_SDK_VERSION)
                .map(SettingName::toString)
                .sorted()
                .toList();
    }

    static String defaultOf(String name) {
        return switch (SettingName.fromValue(name)) {
            case SERVICE_LONG_ARN_FORMAT, TASK_LONG_ARN_FORMAT, CONTAINER_INSTANCE_LONG_ARN_FORMAT -> "enabled";
            case TAG_RESOURCE_AUTHORIZATION, GUARD_DUTY_ACTIVATE -> "on";
            case FARGATE_TASK_RETIREMENT_WAIT_PERIOD -> "7";
            case DEFAULT_LOG_DRIVER_MODE -> "non-blocking";
            default -> "disabled";
        };
    }

    /// The setting, unless its value is none that it may have.
    static AccountSetting checked(String name, String value, String principal) {
        List<String> allowed = switch (SettingName.fromValue(name)) {
            case TAG_RESOURCE_AUTHORIZATION, GUARD_DUTY_ACTIVATE -> List.of("on", "off");
            case FARGATE_TASK_RETIREMENT_WAIT_PERIOD -> List.of("0", "7", "14");
            case DEFAULT_LOG_DRIVER_MODE -> List.of("blocking", "non-blocking");
            case CONTAINER_INSIGHTS -> List.of("enabled", "disabled", "enhanced");
            default -> SWITCH;
        };
        if (!allowed.contains(value)) {
            throw Refusal.invalid(
                    "value: '" + value + "' is not one of " + String.join(", ", allowed) + " for " + name + ".");
        }
        return new AccountSetting(name, value, principal);
    }

    /// Whose setting it is: the account's root, unless the request names somebody.
    static String principal(@Nullable String named, Caller caller) {
        String root = root(caller);
        return Optional.ofNullable(named)
                .filter(given -> !given.isEmpty())
                .map(given -> {
                    if (!given.matches("arn:aws:iam::\\d{12}:(root|user/.+|role/.+)")) {
                        throw Refusal.invalid("principalArn: '" + given + "' is not the ARN of a user, role or root.");
                    }
                    return given;
                })
                .orElse(root);
    }

    static String root(Caller caller) {
        return "arn:aws:iam::" + caller.scope().account() + ":root";
    }

    static Setting shown(AccountSetting setting) {
        return Setting.builder()
                .name(setting.name())
                .value(setting.value())
                .principalArn(setting.principal())
                .type("user")
                .build();
    }
}
