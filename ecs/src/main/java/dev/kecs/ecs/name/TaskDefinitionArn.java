package dev.kecs.ecs.name;

/// `arn:aws:ecs:region:account:task-definition/family:revision`.
///
/// @param revision 1 or more
public record TaskDefinitionArn(Scope scope, String family, int revision) implements Arn {
    public TaskDefinitionArn {
        ResourceName.require(family, "family");
        if (revision < 1) {
            throw new IllegalArgumentException("Not a revision: " + revision);
        }
    }

    /// `family:revision`, as ECS writes it in short.
    public String familyAndRevision() {
        return family + ":" + revision;
    }

    @Override
    public String toString() {
        return scope.arn("task-definition/" + familyAndRevision());
    }
}
