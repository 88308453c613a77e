package dev.kecs.engine.kubernetes;

import dev.kecs.ecs.engine.PortBinding;
import dev.kecs.ecs.engine.TaskEngine.Observer;
import dev.kecs.ecs.engine.TaskObservation;
import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.ecs.name.ServiceArn;
import dev.kecs.ecs.name.TaskArn;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Lets the threads of many clusters tell one observer, one after the other. Before the observer is known nothing is
/// told; no cluster is open then.
final class OneAtATime implements Observer {
    private final ReentrantLock turn = new ReentrantLock();
    // Written once, by TaskEngine.start, before any cluster's thread begins.
    private volatile @Nullable Observer observer;

    void tell(Observer newObserver) {
        observer = newObserver;
    }

    @Override
    public void observed(TaskObservation observation) {
        inTurn(to -> to.observed(observation));
    }

    @Override
    public void exposed(ServiceArn service, List<PortBinding> bindings) {
        inTurn(to -> to.exposed(service, bindings));
    }

    @Override
    public void warned(TaskArn task, String what) {
        inTurn(to -> to.warned(task, what));
    }

    @Override
    public void progressed(ClusterArn cluster, String step) {
        inTurn(to -> to.progressed(cluster, step));
    }

    @Override
    public void synchronised(ClusterArn cluster) {
        inTurn(to -> to.synchronised(cluster));
    }

    private void inTurn(Consumer<Observer> what) {
        Observer to = observer;
        if (to == null) {
            return;
        }
        turn.lock();
        try {
            what.accept(to);
        } finally {
            turn.unlock();
        }
    }
}
