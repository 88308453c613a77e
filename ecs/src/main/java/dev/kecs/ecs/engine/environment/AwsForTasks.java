package dev.kecs.ecs.engine.environment;

/// What tasks find of AWS besides ECS.
///
/// @param services where AWS's services are reached
/// @param doors how those with a network of their own reach this host
/// @param secrets where the values that definitions only refer to come from
public record AwsForTasks(TaskSurroundings services, HostDoors doors, SecretSource secrets) {
    /// There is nothing of AWS, and nothing to be fetched.
    public static final AwsForTasks NOTHING = new AwsForTasks(
            TaskSurroundings.NONE, HostDoors.NONE, new NoSecretSource("nothing runs that has secrets or files"));
}
