package dev.kecs.ecs.name;

/// `arn:aws:ecs:region:account:task/cluster/id`, the long format.
///
/// @param id 32 lowercase hexadecimal digits
public record TaskArn(ClusterArn cluster, String id) implements Arn {
    public TaskArn {
        if (id.length() != 32 || !id.chars().allMatch(c -> Character.digit(c, 16) >= 0 && !Character.isUpperCase(c))) {
            throw new IllegalArgumentException("Not a task id: " + id);
        }
    }

    @Override
    public Scope scope() {
        return cluster.scope();
    }

    @Override
    public String toString() {
        return scope().arn("task/" + cluster.name() + "/" + id);
    }
}
