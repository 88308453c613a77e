package dev.kecs.scheduler.service;

import dev.kecs.ecs.name.Ids;
import dev.kecs.ecs.name.ServiceArn;
import dev.kecs.ecs.service.Service;
import dev.kecs.ecs.service.ServiceStatus;
import dev.kecs.scheduler.step.Step;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// Writes what the engine has to say of a service's tasks into the service's events. Used by the scheduler's thread.
public final class Warnings {
    private final Ids ids;
    private final Map<ServiceArn, Set<String>> heard = new HashMap<>();

    public Warnings(Ids ids) {
        this.ids = ids;
    }

    public void heard(ServiceArn service, String what) {
        heard.computeIfAbsent(service, any -> new LinkedHashSet<>()).add(what);
    }

    /// @return the service as it is now in the store
    public Service reconcile(Step step, Service service) {
        Set<String> news = heard.remove(service.arn());
        if (news == null || service.status() == ServiceStatus.INACTIVE) {
            return service;
        }
        ServiceEvents events = new ServiceEvents(service.arn().name(), ids, step.now());
        news.forEach(what -> events.warned(service, what));
        events.appendTo(step.stores(), service);
        return step.stores().services().find(service.arn()).orElse(service);
    }
}
