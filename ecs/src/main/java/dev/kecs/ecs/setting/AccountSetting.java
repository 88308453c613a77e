package dev.kecs.ecs.setting;

/// One account setting.
///
/// @param name as in the ECS API reference, `Setting`
/// @param principal the ARN it holds for; the account's root for the default
public record AccountSetting(String name, String value, String principal) {}
