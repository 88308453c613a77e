package dev.kecs.ecs.setting;

import java.util.Arrays;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.SettingName;

/// What account settings there are, and what each may be (source: "Access Amazon ECS features with account
/// settings" in the developer guide, and the ECS API reference, `PutAccountSetting`).
public final class SettingRules {
    private SettingRules() {}

    /// In alphabetical order.
    public static List<String> names() {
        return Arrays.stream(SettingName.values())
                .filter(name -> name != SettingName.UNKNOWN_TO_SDK_VERSION)
                .map(SettingName::toString)
                .sorted()
                .toList();
    }

    /// What ECS takes where nobody has set anything.
    public static String defaultOf(String name) {
        return switch (SettingName.fromValue(name)) {
            case SERVICE_LONG_ARN_FORMAT, TASK_LONG_ARN_FORMAT, CONTAINER_INSTANCE_LONG_ARN_FORMAT -> "enabled";
            case TAG_RESOURCE_AUTHORIZATION -> "on";
            case GUARD_DUTY_ACTIVATE -> "off";
            case FARGATE_TASK_RETIREMENT_WAIT_PERIOD -> "7";
            case DEFAULT_LOG_DRIVER_MODE -> "non-blocking";
            default -> "disabled";
        };
    }

    public static List<String> valuesOf(String name) {
        return switch (SettingName.fromValue(name)) {
            case TAG_RESOURCE_AUTHORIZATION, GUARD_DUTY_ACTIVATE -> List.of("on", "off");
            case FARGATE_TASK_RETIREMENT_WAIT_PERIOD -> List.of("0", "7", "14");
            case DEFAULT_LOG_DRIVER_MODE -> List.of("blocking", "non-blocking");
            case CONTAINER_INSIGHTS -> List.of("enabled", "disabled", "enhanced");
            default -> List.of("enabled", "disabled");
        };
    }

    /// Whether AWS decides on it, and nobody else may.
    public static boolean isManagedByAws(String name) {
        return SettingName.fromValue(name) == SettingName.GUARD_DUTY_ACTIVATE;
    }
}
