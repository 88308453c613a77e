package dev.kecs.server.aws;

import dev.kecs.api.http.OtherServices;
import dev.kecs.ecs.engine.environment.SecretSource;
import dev.kecs.ecs.engine.environment.TaskSurroundings;
import dev.kecs.emulator.EmulatorException;
import dev.kecs.emulator.EmulatorSettings;
import dev.kecs.emulator.run.Host;
import dev.kecs.emulator.task.TaskEndpoints;
import dev.kecs.protocol.control.AwsEmulatorStatus;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What tasks and clients find of AWS besides ECS.
public interface AwsServices extends AutoCloseable {
    /// Returns at once; an emulator is started meanwhile.
    ///
    /// @param chosen empty for none
    /// @param endpoints where tasks reach this API
    static AwsServices start(Optional<EmulatorSettings> chosen, Host host, TaskEndpoints endpoints) {
        return chosen.<AwsServices>map(settings -> EmulatedServices.start(settings, host, endpoints))
                .orElseGet(() -> NoServices.start(host));
    }

    /// Starts nothing, and can end what an earlier server has left.
    static AwsServices atRest(Host host) {
        return new NoServices(host);
    }

    TaskSurroundings surroundings();

    SecretSource secrets();

    OtherServices others();

    /// Null where there is no emulator.
    @Nullable AwsEmulatorStatus status();

    /// Tells whenever the status has changed, on the thread that changed it: be quick.
    void subscribe(Runnable listener);

    /// Ends the emulator with its instance. What goes wrong is logged: the instance is stopped all the same.
    void end() throws InterruptedException;

    /// Ends the emulator, and removes what it kept beyond the instance's directory.
    ///
    /// @throws EmulatorException when something could not be removed
    void destroy() throws EmulatorException, IOException, InterruptedException;

    /// Lets go of the emulator; it goes on.
    @Override
    void close();
}
