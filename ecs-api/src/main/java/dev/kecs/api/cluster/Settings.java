package dev.kecs.api.cluster;

import dev.kecs.api.action.Refusal;
import dev.kecs.ecs.setting.SettingRules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ecs.model.ClusterSetting;
import software.amazon.awssdk.services.ecs.model.ClusterSettingName;

/// A cluster's settings in a request. Their names and values are those of the account settings of the same
/// name (source: the ECS API reference, `ClusterSetting`).
final class Settings {
    private Settings() {}

    static List<ClusterSetting> checked(List<ClusterSetting> given) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < given.size(); i++) {
            ClusterSetting setting = given.get(i);
            String path = "settings[" + i + "]";
            if (setting.name() == null || setting.value() == null) {
                throw Refusal.invalid(path + ": name and value must be given.");
            }
            if (!names.add(setting.nameAsString())) {
                throw Refusal.invalid(path + ".name: '" + setting.nameAsString() + "' is there twice.");
            }
            List<String> allowed = SettingRules.valuesOf(setting.nameAsString());
            if (!allowed.contains(setting.value())) {
                throw Refusal.invalid(
                        path + ".value: '" + setting.value() + "' is not one of " + String.join(", ", allowed) + ".");
            }
        }
        return given;
    }

    /// What an update leaves: it replaces what was there, unless it names none.
    static List<ClusterSetting> updated(List<ClusterSetting> before, List<ClusterSetting> given) {
        return given.isEmpty() ? before : checked(given);
    }

    /// With Container Insights as `otherwise` says, where nothing is said of them.
    static List<ClusterSetting> completed(List<ClusterSetting> given, Supplier<String> otherwise) {
        if (given.stream().anyMatch(setting -> setting.name() == ClusterSettingName.CONTAINER_INSIGHTS)) {
            return given;
        }
        List<ClusterSetting> completed = new ArrayList<>(given);
        completed.add(ClusterSetting.builder()
                .name(ClusterSettingName.CONTAINER_INSIGHTS)
                .value(otherwise.get())
                .build());
        return completed;
    }
}
