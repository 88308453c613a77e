package dev.kecs.ecs.engine;

import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.ecs.name.ServiceArn;
import dev.kecs.ecs.name.TaskArn;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/// Runs tasks. All methods return quickly, may be called from any thread, and do no harm when repeated; what
/// came of them is told by observations. Which containers of a task may start is decided by [ContainerOrder],
/// so that all engines agree; when a task must stop is decided by the domain, which then calls [#stop].
///
/// Clusters are prepared before their tasks ([#provision]), and services may be given an address that outlives
/// their tasks ([#expose]).
public interface TaskEngine extends AutoCloseable {
    /// What the engine tells. Called by one engine thread at a time; must return quickly.
    interface Observer {
        /// A task's new whole state.
        void observed(TaskObservation observation);

        /// Where a service is reached from this host, whichever of its tasks answers; it replaces what was told
        /// before. Engines without such addresses never call it.
        void exposed(ServiceArn service, List<PortBinding> bindings);

        /// A declared member has no counterpart in this engine and is left out; told once a task.
        ///
        /// @param what a sentence that names the member, for people
        void warned(TaskArn task, String what);

        /// What is being done to a cluster right now, for people: `2/5 waiting for the API server`.
        void progressed(ClusterArn cluster, String step);

        /// All tasks of this cluster that the engine still knew from before have been told: who is missing now
        /// does not exist. Told once for each cluster given to [TaskEngine#start].
        void synchronised(ClusterArn cluster);
    }

    /// Begins to report: for every standing cluster, and whatever else is still known from before, first each
    /// task, then [Observer#synchronised]; then every change. A cluster that cannot be reached is tried again
    /// until it can, and holds no other one up. Called once.
    ///
    /// @param standing clusters that were ready before this control plane started; they need no [#provision]
    void start(List<ClusterPlan> standing, Observer observer);

    /// Makes ready to run tasks of a cluster. What was made half way by an earlier call, a killed one included,
    /// is completed or made anew.
    ///
    /// @return fails with an [EngineException] that gives the reason; nothing is left of the attempt then
    CompletionStage<Void> provision(ClusterPlan cluster);

    /// Removes all that was made for a cluster whose tasks have ended; waits for, or ends, a [#provision] that
    /// is under way.
    CompletionStage<Void> tearDown(ClusterArn cluster);

    /// Gives a service's tasks one address that outlives them, or changes it. Asked again after a restart; a
    /// service already exposed so is left alone.
    void expose(ServiceExposure exposure);

    /// Takes that address away. Unknown services are ignored.
    void unexpose(ServiceArn service);

    /// Starts a task. A task already known is not started again: not when the control plane was killed half
    /// way through an earlier call either.
    void launch(TaskLaunch launch);

    /// Ends a task: SIGTERM to every container, SIGKILL after its stopTimeout (30 s unless the container
    /// definition says otherwise). It has ended when every container was observed as Exited. Unknown tasks
    /// are ignored.
    void stop(TaskArn task);

    /// Drops all that is kept of an ended task, logs included. Never called for a running one.
    void forget(TaskArn task);

    /// Says which ports of tasks somebody watches now; all of them, each time that they change. Engines whose ways to
    /// tasks are few keep them for these, and tell by observations where a port is reached. After a restart it may
    /// take a while until those who watched before are among them again.
    default void watched(Set<TaskPort> ports) {}

    /// Opens a container's log.
    TaskLog log(TaskArn task, String container);

    /// Stops what only costs memory and processor time while no task runs; the next engine's [#start] brings it back.
    /// Called when all tasks have ended. Blocks while that takes, minutes at most; nothing but [#close] is called
    /// afterwards.
    ///
    /// @throws EngineException when something could not be stopped
    default void rest() throws InterruptedException {}

    /// Removes all that was made for this instance beyond its directory, whatever state it is in. Blocks while that
    /// takes, minutes at most; nothing but [#stop] and [#close] is called afterwards.
    ///
    /// @param clusters those that are not gone
    /// @return whether the tasks have gone with it; they are to be ended one by one otherwise
    /// @throws EngineException when something could not be removed
    default boolean dismantle(Collection<ClusterArn> clusters) throws InterruptedException {
        return false;
    }

    /// Runs a command in a container that runs, in the container's environment and directory.
    ///
    /// @throws EngineException when the container does not run
    TaskCommand execute(TaskCommand.Request request, TaskCommand.Output output);

    /// Lets go of the tasks without ending them: they go on, and the next engine over the same state finds
    /// them.
    @Override
    void close();
}
