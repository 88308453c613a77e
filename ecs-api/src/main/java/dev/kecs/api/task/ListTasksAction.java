package dev.kecs.api.task;

import dev.kecs.api.action.Action;
import dev.kecs.api.action.Caller;
import dev.kecs.api.action.Page;
import dev.kecs.api.action.References;
import dev.kecs.api.action.Refusal;
import dev.kecs.ecs.command.Tasks;
import dev.kecs.ecs.failure.EcsException;
import dev.kecs.ecs.failure.EcsFailure;
import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.ecs.task.Task;
import dev.kecs.ecs.task.TaskGoal;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;

/// The ARNs of a cluster's tasks; RUNNING ones unless asked otherwise.
record ListTasksAction(References references, Tasks tasks) implements Action<ListTasksRequest, ListTasksResponse> {
    @Override
    public ListTasksResponse answer(ListTasksRequest request, Caller caller) {
        ClusterArn cluster = references.existingCluster(request.cluster(), caller);
        check(request, cluster);
        boolean stopped = request.desiredStatus() == DesiredStatus.STOPPED;
        List<String> arns = tasks.stores().tasks().inCluster(cluster).stream()
                .filter(task -> !asksForNone(request))
                .filter(task -> stopped == task.goal() instanceof TaskGoal.Stop)
                .filter(task -> request.family() == null
                        || task.spec().taskDefinition().family().equals(request.family()))
                .filter(task -> request.serviceName() == null || ofService(task, request.serviceName(), cluster))
                .filter(task -> request.startedBy() == null
                        || task.spec()
                                .origin()
                                .startedBy()
                                .filter(request.startedBy()::equals)
                                .isPresent())
                .filter(task ->
                        request.launchType() == null || task.spec().declared().launchType() == request.launchType())
                .map(task -> task.arn().toString())
                .sorted()
                .toList();
        Page<String> page = Page.of(arns, Function.identity(), request.maxResults(), request.nextToken(), 100);
        return ListTasksResponse.builder()
                .taskArns(page.items())
                .nextToken(page.nextToken().orElse(null))
                .build();
    }

    /// Nothing is ever wanted to be PENDING, and there are neither container instances nor daemons here.
    private static boolean asksForNone(ListTasksRequest request) {
        return request.desiredStatus() == DesiredStatus.PENDING
                || request.containerInstance() != null
                || request.daemonName() != null;
    }

    /// ECS's own phrases.
    private void check(ListTasksRequest request, ClusterArn cluster) {
        boolean family = request.family() != null;
        boolean instance = request.containerInstance() != null;
        boolean service = request.serviceName() != null;
        // A desiredStatus is no filter in this sense: ECS takes it together with startedBy.
        if (request.startedBy() != null && (family || instance || service || request.launchType() != null)) {
            throw Refusal.invalid("cannot specify startedBy with other arguments");
        }
        if (service && (family || instance)) {
            throw Refusal.invalid("cannot specify serviceName with other arguments");
        }
        if (request.serviceName() != null
                && references
                        .service(request.serviceName(), cluster)
                        .flatMap(tasks.stores().services()::find)
                        .isEmpty()) {
            throw new EcsException(new EcsFailure.ServiceNotFound());
        }
    }

    private boolean ofService(Task task, String name, ClusterArn cluster) {
        return references.service(name, cluster).equals(task.spec().origin().service());
    }
}
