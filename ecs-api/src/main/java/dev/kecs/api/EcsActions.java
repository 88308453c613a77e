package dev.kecs.api;

import dev.kecs.api.account.AccountActions;
import dev.kecs.api.action.ActionEntry;
import dev.kecs.api.action.References;
import dev.kecs.api.cluster.ClusterActions;
import dev.kecs.api.service.ServiceActions;
import dev.kecs.api.tag.TagActions;
import dev.kecs.api.task.CommandSessions;
import dev.kecs.api.task.TaskActions;
import dev.kecs.api.taskdefinition.TaskDefinitionActions;
import dev.kecs.ecs.command.AccountSettings;
import dev.kecs.ecs.command.ClusterLife;
import dev.kecs.ecs.command.Clusters;
import dev.kecs.ecs.command.ResourceTags;
import dev.kecs.ecs.command.Services;
import dev.kecs.ecs.command.TaskDefinitions;
import dev.kecs.ecs.command.Tasks;
import dev.kecs.ecs.command.Tokens;
import dev.kecs.ecs.name.Ids;
import dev.kecs.ecs.service.DeploymentFactory;
import dev.kecs.ecs.store.Stores;
import dev.kecs.ecs.task.TaskFactory;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// Every operation that KECS answers.
public final class EcsActions {
    private EcsActions() {}

    /// What they work with.
    public record Parts(Stores stores, ClusterLife life, CommandSessions sessions, Ids ids, InstantSource clock) {}

    public static List<ActionEntry<?, ?>> of(Parts parts) {
        Stores stores = parts.stores();
        Ids ids = parts.ids();
        InstantSource clock = parts.clock();
        References references =
                new References(new Clusters(stores, parts.life(), clock), new TaskDefinitions(stores, clock));
        AccountSettings settings = new AccountSettings(stores);
        Tokens tokens = new Tokens(stores, clock);
        List<ActionEntry<?, ?>> actions = new ArrayList<>(ClusterActions.of(references, settings));
        actions.addAll(TaskDefinitionActions.of(references));
        actions.addAll(
                ServiceActions.of(references, new Services(stores, new DeploymentFactory(ids, clock), clock), tokens));
        actions.addAll(TaskActions.of(
                references, new Tasks(stores, new TaskFactory(ids, clock), clock), tokens, parts.sessions()));
        actions.addAll(TagActions.of(new ResourceTags(stores)));
        actions.addAll(AccountActions.of(settings));
        return List.copyOf(actions);
    }
}
