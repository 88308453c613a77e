package dev.kecs.engine.kubernetes.pod;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.EphemeralStorage;

/// What a container may use and what is kept free for it. Hard limits are ECS's: a container's `memory`, or else the
/// task's, and the task's `cpu`. `memoryReservation` is kept free. Of `cpu`, a tenth is: containers get processor time
/// in ECS's proportions, and a definition made for production still fits on a small machine (a KECS decision).
final class Resources {
    private static final int UNITS_PER_CPU = 1024;
    private static final int MILLIS_PER_CPU = 1000;
    private static final int KEPT_FREE = 10;
    private static final int MEBIBYTES_PER_GIGABYTE = 1024;

    private Resources() {}

    static ResourceRequirements of(Launched task, ContainerDefinition container) {
        ResourceRequirementsBuilder resources = new ResourceRequirementsBuilder()
                .addToRequests("cpu", new Quantity(keptFree(container) + "m"))
                .addToRequests(
                        "memory",
                        new Quantity(Optional.ofNullable(container.memoryReservation())
                                .map(mebibytes -> mebibytes + "Mi")
                                .orElse("0")));
        Optional.ofNullable(container.memory())
                .or(() -> task.memory().flatMap(text -> boxed(number(text, "gb", MEBIBYTES_PER_GIGABYTE))))
                .ifPresent(mebibytes -> resources.addToLimits("memory", new Quantity(mebibytes + "Mi")));
        task.cpu()
                .flatMap(text -> boxed(number(text, "vcpu", UNITS_PER_CPU)))
                .ifPresent(units -> resources.addToLimits("cpu", new Quantity(millis(units) + "m")));
        Optional.ofNullable(task.launch().definition().ephemeralStorage())
                .map(EphemeralStorage::sizeInGiB)
                .ifPresent(size -> resources
                        .addToLimits("ephemeral-storage", new Quantity(size + "Gi"))
                        .addToRequests("ephemeral-storage", new Quantity("0")));
        return resources.build();
    }

    private static int keptFree(ContainerDefinition container) {
        int units = Optional.ofNullable(container.cpu()).orElse(0);
        return units == 0 ? 0 : Math.max(1, millis(units) / KEPT_FREE);
    }

    private static int millis(int units) {
        return Math.max(1, units * MILLIS_PER_CPU / UNITS_PER_CPU);
    }

    /// A plain number, or one with a unit: `512`, `0.5 GB`. Empty when it is neither.
    private static OptionalInt number(String text, String unit, int factor) {
        String plain = text.toLowerCase(Locale.ROOT).replace(" ", "");
        boolean scaled = plain.endsWith(unit);
        String digits = scaled ? plain.substring(0, plain.length() - unit.length()) : plain;
        try {
            return OptionalInt.of((int) Math.round(Double.parseDouble(digits) * (scaled ? factor : 1)));
        } catch (NumberFormatException malformed) {
            return OptionalInt.empty();
        }
    }

    private static Optional<Integer> boxed(OptionalInt number) {
        return number.isPresent() ? Optional.of(number.getAsInt()) : Optional.empty();
    }
}
