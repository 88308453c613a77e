package dev.kecs.emulator.run;

import dev.kecs.emulator.EmulatorException;
import dev.kecs.emulator.EmulatorKind;
import dev.kecs.emulator.EmulatorSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/// Means that first end what another kind has left of the same instance.
record SoleMeans(Means chosen, EmulatorKind kind, Host host) implements Means {
    @Override
    public Running findOrStart(Consumer<String> steps) throws EmulatorException, IOException, InterruptedException {
        Optional<EmulatorKind> before = host.files().recorded();
        if (before.isPresent() && before.get() != kind) {
            steps.accept("ending " + before.get().word() + ", which an earlier server has left");
            endRecorded(host);
        }
        return chosen.findOrStart(steps);
    }

    /// Ends whatever is recorded for the instance.
    static void endRecorded(Host host) throws EmulatorException, IOException, InterruptedException {
        Optional<EmulatorKind> recorded = host.files().recorded();
        if (recorded.isPresent()) {
            switch (recorded.get()) {
                case LOCALSTACK -> new ContainerMeans(host, EmulatorSettings.Container.DEFAULT).end();
                case MOTO -> new ProcessMeans(host).end();
                case EXTERNAL -> host.files().clear();
            }
        }
    }

    /// Ends whatever is recorded for the instance, and removes what it kept beyond the instance's directory.
    static void destroyRecorded(Host host) throws EmulatorException, IOException, InterruptedException {
        endRecorded(host);
        Optional<String> volume = host.files().recordedVolume();
        if (volume.isPresent()) {
            new ContainerMeans(host, EmulatorSettings.Container.DEFAULT).forget(volume.get());
        }
    }

    @Override
    public void end() throws EmulatorException, IOException, InterruptedException {
        endRecorded(host);
    }

    @Override
    public void destroy() throws EmulatorException, IOException, InterruptedException {
        destroyRecorded(host);
    }

    @Override
    public Duration patience() {
        return chosen.patience();
    }
}
