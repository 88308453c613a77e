package dev.kecs.ecs.name;

/// `arn:aws:ecs:region:account:cluster/name`.
public record ClusterArn(Scope scope, String name) implements Arn {
    public ClusterArn {
        ResourceName.require(name, "cluster");
    }

    public ServiceArn service(String serviceName) {
        return new ServiceArn(this, serviceName);
    }

    public TaskArn task(String id) {
        return new TaskArn(this, id);
    }

    @Override
    public String toString() {
        return scope.arn("cluster/" + name);
    }
}
