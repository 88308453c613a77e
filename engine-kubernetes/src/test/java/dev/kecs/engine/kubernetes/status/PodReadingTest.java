package dev.kecs.engine.kubernetes.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.ecs.engine.ContainerObservation;
import dev.kecs.ecs.engine.ContainerObservation.Health;
import dev.kecs.ecs.engine.ContainerObservation.State;
import dev.kecs.engine.kubernetes.pod.PodPlan;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodReadingTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant END = START.plusSeconds(60);
    private static final PodPlan PLAN = plan(Map.of(), Optional.empty());

    private static PodPlan plan(Map<String, String> dependsOn, Optional<PodPlan.Check> check) {
        return new PodPlan(true, List.of(new PodPlan.Container("App", "app-1", dependsOn, check, List.of())));
    }

    private static Pod pod(ContainerState state, boolean ready) {
        return new PodBuilder()
                .withNewMetadata()
                .withName("pod")
                .endMetadata()
                .withNewStatus()
                .withPhase("Running")
                .addNewContainerStatus()
                .withName("app-1")
                .withContainerID("containerd://abc")
                .withReady(ready)
                .withState(state)
                .endContainerStatus()
                .endStatus()
                .build();
    }

    private static Pod running(boolean ready) {
        return pod(new ContainerStateBuilder().withNewRunning(START.toString()).build(), ready);
    }

    private static Pod waiting(String reason, String message) {
        return pod(new ContainerStateBuilder().withNewWaiting(message, reason).build(), false);
    }

    private static Pod terminated(String reason, int code, String message) {
        return pod(
                new ContainerStateBuilder()
                        .withNewTerminated()
                        .withReason(reason)
                        .withExitCode(code)
                        .withMessage(message)
                        .withFinishedAt(END.toString())
                        .endTerminated()
                        .build(),
                false);
    }

    private static ContainerObservation read(Pod pod) {
        return new PodReading(PLAN, List.of(), false, END).read(pod).getFirst();
    }

    private static State.Exited exited(Pod pod) {
        return (State.Exited) read(pod).state();
    }

    @Test
    void aPodWithoutStatusWaits() {
        Pod pod = new PodBuilder().withNewMetadata().endMetadata().build();
        assertThat(read(pod).state()).isEqualTo(new State.Waiting());
        assertThat(read(pod).name()).isEqualTo("App");
    }

    @Test
    void aRunningContainerIsKnownByTheRuntimesId() {
        assertThat(read(running(true)).state()).isEqualTo(new State.Running("abc", START));
    }

    @Test
    void anOrdinaryExitHasAStatusAndNoReason() {
        assertThat(exited(terminated("Error", 3, "")))
                .isEqualTo(new State.Exited(Optional.of(3), Optional.empty(), END));
    }

    @ParameterizedTest
    @CsvSource({
        "ErrImagePull, CannotPullContainerError",
        "ImagePullBackOff, CannotPullContainerError",
        "InvalidImageName, CannotPullContainerError",
        "CreateContainerConfigError, CannotCreateContainerError",
        "CreateContainerError, CannotCreateContainerError",
        "RunContainerError, CannotStartContainerError"
    })
    void whatNeverWillRunHasExited(String reason, String error) {
        State.Exited exited = exited(waiting(reason, "because of that"));
        assertThat(exited.exitCode()).isEmpty();
        assertThat(exited.reason()).contains(error + ": because of that");
    }

    @ParameterizedTest
    @CsvSource({"ContainerCreating", "PodInitializing"})
    void whatIsBeingMadeWaits(String reason) {
        assertThat(read(waiting(reason, "")).state()).isEqualTo(new State.Waiting());
    }

    @Test
    void aHeldContainerWaits() {
        PodPlan plan = plan(Map.of("init", "SUCCESS"), Optional.empty());
        assertThat(new PodReading(plan, List.of(), false, END)
                        .read(waiting("CreateContainerConfigError", "configmap \"x\" not found"))
                        .getFirst()
                        .state())
                .isEqualTo(new State.Waiting());
    }

    @Test
    void killedForItsMemoryIsAnOutOfMemoryError() {
        assertThat(exited(terminated("OOMKilled", 137, "")))
                .isEqualTo(new State.Exited(
                        Optional.of(137), Optional.of("OutOfMemoryError: Container killed due to memory usage"), END));
    }

    @Test
    void aProgramThatIsNotThereHasNoStatus() {
        State.Exited exited = exited(terminated("StartError", 128, "exec: \"/no\": no such file"));
        assertThat(exited.exitCode()).isEmpty();
        assertThat(exited.reason()).contains("CannotStartContainerError: exec: \"/no\": no such file");
    }

    @Test
    void anExitOnceToldStays() {
        ContainerObservation told =
                new ContainerObservation("App", exited(waiting("ErrImagePull", "no")), Health.UNKNOWN);
        assertThat(new PodReading(PLAN, List.of(told), false, END).read(running(true)))
                .containsExactly(told);
    }

    @Test
    void aContainerThatRanDoesNotWaitAgain() {
        ContainerObservation told = new ContainerObservation("App", new State.Running("abc", START), Health.UNKNOWN);
        assertThat(new PodReading(PLAN, List.of(told), false, END).read(waiting("ContainerCreating", "")))
                .containsExactly(told);
    }

    @Test
    void anEvictedPodsContainerIsLostWithItsStatusUnlessItWasStopped() {
        Pod pod = new PodBuilder(terminated("Error", 137, ""))
                .editStatus()
                .withPhase("Failed")
                .withReason("Evicted")
                .withMessage("The node was low on resource: memory.")
                .endStatus()
                .build();
        assertThat(exited(pod))
                .isEqualTo(new State.Exited(
                        Optional.of(137),
                        Optional.of("TaskLost: Evicted: The node was low on resource: memory."),
                        END));
        assertThat(new PodReading(PLAN, List.of(), true, END)
                        .read(pod)
                        .getFirst()
                        .state())
                .isEqualTo(new State.Exited(Optional.of(137), Optional.empty(), END));
    }

    @Test
    void anEvictedPodWithoutContainersIsLost() {
        Pod pod = new PodBuilder()
                .withNewMetadata()
                .endMetadata()
                .withNewStatus()
                .withPhase("Failed")
                .withReason("Evicted")
                .withMessage("The node was low on resource: memory.")
                .endStatus()
                .build();
        assertThat(exited(pod).reason()).contains("TaskLost: Evicted: The node was low on resource: memory.");
    }

    @Test
    void aNodeThatDoesNotAnswerAfterAPodsDeletionIsGone() {
        Pod pod = new PodBuilder(running(true))
                .editMetadata()
                .withDeletionTimestamp(END.minusSeconds(5).toString())
                .endMetadata()
                .build();
        PodReading early = new PodReading(PLAN, List.of(), false, END);
        assertThat(early.read(pod).getFirst().state()).isInstanceOf(State.Running.class);
        assertThat(early.nextLook(pod)).contains(END.plusSeconds(5));
        assertThat(new PodReading(PLAN, List.of(), false, END.plusSeconds(6))
                        .read(pod)
                        .getFirst()
                        .state())
                .isInstanceOfSatisfying(
                        State.Exited.class,
                        exited -> assertThat(exited.reason()).contains("TaskLost: its node does not answer any more"));
    }

    @Test
    void aPodThatWasDeletedByOthersIsLostAndByKecsIsNot() {
        State lost = new PodReading(PLAN, List.of(), false, END)
                .afterDeletion(running(true))
                .getFirst()
                .state();
        assertThat(((State.Exited) lost).reason()).contains("TaskLost: its pod was deleted, not by KECS");
        State ended = new PodReading(PLAN, List.of(), true, END)
                .afterDeletion(running(true))
                .getFirst()
                .state();
        assertThat(ended).isEqualTo(new State.Exited(Optional.empty(), Optional.empty(), END));
    }

    @Test
    void aContainerThatNeverBeganWhenItsPodWasStoppedHasNeitherStatusNorReason() {
        assertThat(new PodReading(PLAN, List.of(), true, END)
                        .read(terminated("ContainerStatusUnknown", 137, "could not be located"))
                        .getFirst()
                        .state())
                .isEqualTo(new State.Exited(Optional.empty(), Optional.empty(), END));
    }

    @ParameterizedTest
    @CsvSource({
        // ready, seconds since the start, known before, now
        "true,  0,  UNKNOWN,   HEALTHY",
        "false, 0,  UNKNOWN,   UNKNOWN",
        "false, 9,  HEALTHY,   HEALTHY",
        "false, 11, UNKNOWN,   UNKNOWN",
        "false, 11, HEALTHY,   UNHEALTHY",
        "false, 40, UNKNOWN,   UNHEALTHY",
        "false, 40, UNHEALTHY, UNHEALTHY",
        "true,  40, UNHEALTHY, HEALTHY"
    })
    void healthIsTheProbesWordAndTheTimeThatItHadForIt(boolean ready, int seconds, Health before, Health now) {
        PodPlan plan = plan(Map.of(), Optional.of(new PodPlan.Check(10, 40)));
        List<ContainerObservation> told =
                List.of(new ContainerObservation("App", new State.Running("abc", START), before));
        PodReading reading = new PodReading(plan, told, false, START.plusSeconds(seconds));
        assertThat(reading.read(running(ready)).getFirst().health()).isEqualTo(now);
    }

    @Test
    void aVerdictThatTimeBringsIsLookedFor() {
        PodPlan plan = plan(Map.of(), Optional.of(new PodPlan.Check(10, 40)));
        assertThat(new PodReading(plan, List.of(), false, START).nextLook(running(false)))
                .contains(START.plusSeconds(10));
        assertThat(new PodReading(plan, List.of(), false, START.plusSeconds(11)).nextLook(running(false)))
                .contains(START.plusSeconds(40));
        assertThat(new PodReading(plan, List.of(), false, START.plusSeconds(41)).nextLook(running(false)))
                .isEmpty();
    }
}
