package dev.kecs.ecs.name;

/// The ARN of anything the stores hold; [Object#toString] gives the wire form.
public sealed interface Arn permits ClusterArn, ServiceArn, TaskArn, TaskDefinitionArn {
    Scope scope();
}
