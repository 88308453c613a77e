package dev.kecs.acceptance.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.acceptance.product.Ended;
import dev.kecs.acceptance.product.Kecs;
import java.util.concurrent.Callable;
import tools.jackson.databind.JsonNode;

/// A person who starts and stops forwards of their own on the command line, one after the other. Runs on one thread,
/// which owns it until [#call] has returned.
///
/// A command that was cut off is repeated. One that was acknowledged must show in the next list.
final class Churn implements Callable<Churn> {
    private static final int CONFLICT = 4;
    private static final int NOT_FOUND = 3;

    private final Kecs kecs;
    private final String target;
    private final Load load;
    private int cutOff;

    Churn(Kecs kecs, String target, Load load) {
        this.kecs = kecs;
        this.target = target;
        this.load = load;
    }

    @Override
    public Churn call() {
        for (int number = 0; load.goesOn(); number++) {
            String name = "churn-" + number;
            insist(CONFLICT, "port-forward", "start", "service", target, "--name", name, "--no-wait");
            assertThat(listed(name))
                    .as("%s is listed after it was started", name)
                    .isTrue();
            insist(NOT_FOUND, "port-forward", "stop", name);
            assertThat(listed(name))
                    .as("%s is listed after it was stopped", name)
                    .isFalse();
        }
        return this;
    }

    /// @param doneBefore the exit code that says so when an earlier try was cut off after it had taken effect
    private void insist(int doneBefore, String... command) {
        boolean first = true;
        Ended ended = kecs.run(command);
        while (ended.exit() != 0) {
            boolean earlier = ended.exit() == doneBefore && !first;
            if (earlier) {
                return;
            }
            assertWasCutOff(ended);
            first = false;
            ended = kecs.run(command);
        }
        load.acknowledged();
    }

    private boolean listed(String name) {
        Ended ended = kecs.run("port-forward", "list", "-o", "json");
        while (ended.exit() != 0) {
            assertWasCutOff(ended);
            ended = kecs.run("port-forward", "list", "-o", "json");
        }
        JsonNode forwards = ended.json();
        return forwards.valueStream()
                .anyMatch(forward -> forward.path("name").asString().equals(name));
    }

    /// The agent was killed while it was asked, or while it started.
    private void assertWasCutOff(Ended ended) {
        cutOff++;
        assertThat(ended.exit()).as(ended.toString()).isIn(1, 6);
        assertThat(ended.err()).contains("kecs-agent");
    }

    int cutOff() {
        return cutOff;
    }
}
