package dev.kecs.ecs.setting;

import dev.kecs.ecs.name.Scope;

/// One account setting.
///
/// @param name as in the ECS API reference, `Setting`
/// @param principal the ARN it holds for; the account's root for the default
public record AccountSetting(String name, String value, String principal) {
    /// Whose values are the defaults of all others.
    public static String root(Scope scope) {
        return "arn:aws:iam::" + scope.account() + ":root";
    }
}
