package dev.kecs.acceptance.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.acceptance.product.Services;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceNotFoundException;
import software.amazon.awssdk.services.ecs.model.Task;

/// A client that creates, scales and deletes services of its own and runs and stops tasks of its own, and remembers
/// what
/// was acknowledged. Runs on one thread, which owns it until [#call] has returned.
///
/// An operation whose answer is lost is repeated, with the same client token where it takes one, until it is
/// acknowledged. Before that it looks whether all that was acknowledged earlier is still there.
final class Client implements Callable<Client> {
    private static final int MOST_SERVICES = 3;
    private static final int MOST_TASKS = 3;
    private static final int DESCRIBED_AT_ONCE = 10;
    private static final Duration SERVER_IS_BACK = Duration.ofSeconds(60);

    private final String name;
    private final Services services;
    private final Random random;
    private final Load load;
    private final Map<String, Integer> desired = new HashMap<>();
    private final Set<String> deleted = new HashSet<>();
    private final Set<String> running = new HashSet<>();
    private final Set<String> stopped = new HashSet<>();
    private int acknowledged;
    private int lost;

    Client(String name, Services services, Random random, Load load) {
        this.name = name;
        this.services = services;
        this.random = random;
        this.load = load;
    }

    @Override
    public Client call() {
        while (load.goesOn()) {
            switch (random.nextInt(6)) {
                case 0 -> createService();
                case 1, 2 -> scaleService();
                case 3 -> deleteService();
                case 4 -> runTask();
                default -> stopTask();
            }
        }
        return this;
    }

    private void createService() {
        if (desired.size() == MOST_SERVICES) {
            return;
        }
        String service = name + "-" + (desired.size() + deleted.size()) + "-" + acknowledged;
        int count = random.nextInt(3);
        insist(
                "",
                () -> services.ecs()
                        .createService(request -> request.cluster(services.cluster())
                                .serviceName(service)
                                .clientToken(service)
                                .taskDefinition("sleeper")
                                .desiredCount(count)
                                .networkConfiguration(Services.publicIp(AssignPublicIp.DISABLED))));
        desired.put(service, count);
    }

    private void scaleService() {
        if (!desired.isEmpty()) {
            String service = any(desired.keySet());
            int count = random.nextInt(3);
            insist(
                    service,
                    () -> services.ecs()
                            .updateService(request -> request.cluster(services.cluster())
                                    .service(service)
                                    .desiredCount(count)));
            desired.put(service, count);
        }
    }

    private void deleteService() {
        if (desired.size() == MOST_SERVICES) {
            String service = any(desired.keySet());
            int lostBefore = lost;
            insist(service, () -> {
                try {
                    services.ecs()
                            .deleteService(request -> request.cluster(services.cluster())
                                    .service(service)
                                    .force(true));
                } catch (ServiceNotFoundException deletedByTheFirstTry) {
                    assertThat(lost).as("answers lost").isGreaterThan(lostBefore);
                }
                return service;
            });
            desired.remove(service);
            deleted.add(service);
        }
    }

    private void runTask() {
        if (running.size() < MOST_TASKS) {
            String token = name + "-task-" + acknowledged;
            RunTaskResponse answer = insist(
                    "",
                    () -> services.ecs()
                            .runTask(request -> request.cluster(services.cluster())
                                    .taskDefinition("sleeper")
                                    .startedBy(token)
                                    .clientToken(token)
                                    .networkConfiguration(Services.publicIp(AssignPublicIp.DISABLED))));
            assertThat(answer.tasks()).hasSize(1);
            running.add(Services.id(answer.tasks().getFirst().taskArn()));
        }
    }

    private void stopTask() {
        if (!running.isEmpty()) {
            String task = any(running);
            insist(
                    task,
                    () -> services.ecs()
                            .stopTask(request -> request.cluster(services.cluster())
                                    .task(task)
                                    .reason("no more")));
            running.remove(task);
            stopped.add(task);
        }
    }

    private String any(Set<String> names) {
        return names.stream()
                .sorted()
                .skip(random.nextInt(names.size()))
                .findFirst()
                .orElseThrow();
    }

    /// @param undecided the service or task that the operation changes; it may be seen before or after the change
    private <T> T insist(String undecided, Supplier<T> operation) {
        while (true) {
            try {
                T answer = operation.get();
                acknowledged++;
                load.acknowledged();
                return answer;
            } catch (SdkClientException connectionLost) {
                lost++;
                awaitServer(connectionLost);
                lookForWhatWasAcknowledged(undecided);
            }
        }
    }

    private void awaitServer(SdkClientException connectionLost) {
        try {
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(50))
                    .atMost(SERVER_IS_BACK)
                    .ignoreExceptionsInstanceOf(SdkClientException.class)
                    .until(() -> services.ecs().listClusters().hasClusterArns());
        } catch (ConditionTimeoutException never) {
            never.addSuppressed(connectionLost);
            throw never;
        }
    }

    private void lookForWhatWasAcknowledged(String undecided) {
        try {
            check(undecided, new ArrayList<>(desired.keySet()), new ArrayList<>(running));
        } catch (SdkClientException killedAgain) {
            lost++;
        }
    }

    /// Everything that was ever acknowledged is there.
    void checkAll() {
        List<String> names = new ArrayList<>(desired.keySet());
        names.addAll(deleted);
        List<String> tasks = new ArrayList<>(running);
        tasks.addAll(stopped);
        check("", names, tasks);
        for (String task : running) {
            assertThat(services.ecs()
                            .listTasks(request -> request.cluster(services.cluster())
                                    .startedBy(
                                            describe(List.of(task)).getFirst().startedBy()))
                            .taskArns())
                    .as("tasks run with one client token, seen by %s", name)
                    .hasSize(1);
        }
    }

    private void check(String undecided, List<String> names, List<String> tasks) {
        names.remove(undecided);
        tasks.remove(undecided);
        for (int from = 0; from < names.size(); from += DESCRIBED_AT_ONCE) {
            List<String> some = names.subList(from, Math.min(names.size(), from + DESCRIBED_AT_ONCE));
            List<Service> found = services.ecs()
                    .describeServices(
                            request -> request.cluster(services.cluster()).services(some))
                    .services();
            assertThat(found).as("services acknowledged to %s: %s", name, some).hasSize(some.size());
            found.forEach(this::check);
        }
        if (!tasks.isEmpty()) {
            List<Task> found = describe(tasks);
            assertThat(found).as("tasks acknowledged to %s: %s", name, tasks).hasSize(tasks.size());
            found.forEach(this::check);
        }
    }

    private List<Task> describe(List<String> tasks) {
        List<Task> found = new ArrayList<>();
        for (int from = 0; from < tasks.size(); from += 100) {
            List<String> some = tasks.subList(from, Math.min(tasks.size(), from + 100));
            found.addAll(services.ecs()
                    .describeTasks(
                            request -> request.cluster(services.cluster()).tasks(some))
                    .tasks());
        }
        return found;
    }

    private void check(Service service) {
        if (deleted.contains(service.serviceName())) {
            assertThat(service.status()).as("status of deleted %s", service).isNotEqualTo("ACTIVE");
        } else {
            assertThat(service.status()).as("status of %s", service).isEqualTo("ACTIVE");
            assertThat(service.desiredCount())
                    .as("desired count of %s, acknowledged to %s", service, name)
                    .isEqualTo(desired.get(service.serviceName()));
        }
    }

    private void check(Task task) {
        assertThat(task.desiredStatus())
                .as("what is wanted of %s, acknowledged to %s", task, name)
                .isEqualTo(running.contains(Services.id(task.taskArn())) ? "RUNNING" : "STOPPED");
    }

    Set<String> services() {
        return desired.keySet();
    }

    Set<String> runningTasks() {
        return running;
    }

    int acknowledged() {
        return acknowledged;
    }

    int lost() {
        return lost;
    }
}
