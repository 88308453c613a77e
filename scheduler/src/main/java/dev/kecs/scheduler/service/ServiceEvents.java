package dev.kecs.scheduler.service;

import dev.kecs.ecs.name.Ids;
import dev.kecs.ecs.service.Service;
import dev.kecs.ecs.service.ServiceEvent;
import dev.kecs.ecs.store.Stores;
import dev.kecs.ecs.task.Task;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/// Collects one step's events of a service, in ECS's own phrases (source: "Amazon ECS service event messages"
/// in the developer guide).
final class ServiceEvents {
    private static final String UNABLE_TO_START = "is unable to consistently start tasks successfully.";

    private final String service;
    private final Ids ids;
    private final Instant now;
    private final List<ServiceEvent> collected = new ArrayList<>();

    ServiceEvents(String service, Ids ids, Instant now) {
        this.service = service;
        this.ids = ids;
        this.now = now;
    }

    void started(List<Task> tasks) {
        if (!tasks.isEmpty()) {
            add("has started " + tasks.size() + " tasks: " + names(tasks) + ".");
        }
    }

    void stopped(List<Task> tasks) {
        if (!tasks.isEmpty()) {
            add("has stopped " + tasks.size() + " running tasks: " + names(tasks) + ".");
        }
    }

    void steady() {
        add("has reached a steady state.");
    }

    void deploymentCompleted(String deployment) {
        add("(deployment " + deployment + ") deployment completed.");
    }

    void deploymentFailed(String deployment) {
        add("(deployment " + deployment + ") deployment failed: tasks failed to start.");
    }

    void rollingBack(String deployment) {
        add("rolling back to deployment " + deployment + ".");
    }

    void failedHealthChecks(List<Task> tasks) {
        tasks.forEach(task -> add("(task " + task.arn().id() + ") failed container health checks."));
    }

    /// What the engine says of a task of the service, once for as long as the event is kept: every task of the service
    /// would say the same.
    void warned(Service of, String what) {
        boolean told = of.progress().events().stream()
                .anyMatch(event -> event.message().endsWith(") " + what));
        if (!told) {
            add(what);
        }
    }

    /// Once for each failure that makes the service wait.
    void startsAreThrottled(Service of, Instant lastFailure) {
        boolean told = of.progress().events().stream()
                .anyMatch(event ->
                        !event.at().isBefore(lastFailure) && event.message().contains(UNABLE_TO_START));
        if (!told) {
            add(UNABLE_TO_START + " For more information, see the Troubleshooting section.");
        }
    }

    private void add(String message) {
        collected.add(new ServiceEvent(ids.uuid(), now, "(service " + service + ") " + message));
    }

    private static String names(List<Task> tasks) {
        return tasks.stream().map(task -> "(task " + task.arn().id() + ")").collect(Collectors.joining(" "));
    }

    /// Adds what was collected to the service's log, newest first.
    void appendTo(Stores stores, Service to) {
        if (!collected.isEmpty()) {
            List<ServiceEvent> events = new ArrayList<>(collected);
            Collections.reverse(events);
            events.addAll(to.progress().events());
            stores.services().put(to.progressed(progress -> progress.withEvents(events)));
        }
    }
}
