package dev.kecs.ecs.name;

/// Where new ids come from, in the forms that ECS writes. No id is given twice. Safe to call from any thread.
public interface Ids {
    /// 32 lowercase hexadecimal digits: the last part of a task's ARN.
    String task();

    /// A UUID: the last part of a container's ARN, or a service event's id.
    String uuid();

    /// `ecs-svc/` and 19 digits.
    String deployment();
}
