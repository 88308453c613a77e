package dev.kecs.ecs.name;

/// `arn:aws:ecs:region:account:service/cluster/name`, the long format.
public record ServiceArn(ClusterArn cluster, String name) implements Arn {
    public ServiceArn {
        ResourceName.require(name, "service");
    }

    @Override
    public Scope scope() {
        return cluster.scope();
    }

    @Override
    public String toString() {
        return scope().arn("service/" + cluster.name() + "/" + name);
    }
}
