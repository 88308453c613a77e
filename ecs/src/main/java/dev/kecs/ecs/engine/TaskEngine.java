package dev.kecs.ecs.engine;

import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.ecs.name.TaskArn;
import java.util.concurrent.CompletionStage;

/// Runs tasks. All methods return quickly, may be called from any thread, and do no harm when repeated; what
/// came of them is told by observations. Which containers of a task may start is decided by [ContainerOrder],
/// so that all engines agree; when a task must stop is decided by the domain, which then calls [#stop].
///
/// Exposing services (NodePorts) joins this port with the first engine that needs it.
public interface TaskEngine extends AutoCloseable {
    /// What the engine tells. Called by one engine thread at a time; must return quickly.
    interface Observer {
        /// A task's new whole state.
        void observed(TaskObservation observation);

        /// All tasks that this engine still knew from before have been told: who is missing now does not
        /// exist.
        void synchronised();
    }

    /// Begins to report: first every task that is still known from before, then [Observer#synchronised], then
    /// every change. Called once.
    void start(Observer observer);

    /// Makes ready to run tasks of a cluster; fails with the reason.
    CompletionStage<Void> provision(ClusterArn cluster);

    /// Removes all that was made for a cluster whose tasks have ended.
    CompletionStage<Void> tearDown(ClusterArn cluster);

    /// Starts a task. A task already known is not started again: not when the control plane was killed half
    /// way through an earlier call either.
    void launch(TaskLaunch launch);

    /// Ends a task: SIGTERM to every container, SIGKILL after its stopTimeout (30 s unless the container
    /// definition says otherwise). It has ended when every container was observed as Exited. Unknown tasks
    /// are ignored.
    void stop(TaskArn task);

    /// Drops all that is kept of an ended task, logs included. Never called for a running one.
    void forget(TaskArn task);

    /// Opens a container's log.
    TaskLog log(TaskArn task, String container);

    /// Lets go of the tasks without ending them: they go on, and the next engine over the same state finds
    /// them.
    @Override
    void close();
}
