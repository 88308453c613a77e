package dev.kecs.api.taskdefinition.registration;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// CPU units and MiB of a task (source: the ECS API reference, `RegisterTaskDefinition`, `cpu` and `memory`).
final class FargateSize {
    private static final int UNITS_OF_A_CPU = 1024;
    private static final Pattern NUMBER = Pattern.compile("(\\d*\\.?\\d+)\\s*(vcpu|gb)?");
    private static final long MOST = Integer.MAX_VALUE;

    /// @param step in MiB
    private record Memory(int lowest, int highest, int step) {
        boolean has(int mebibytes) {
            return mebibytes >= lowest && mebibytes <= highest && (mebibytes - lowest) % step == 0;
        }
    }

    private static final Map<Integer, Memory> SIZES = new TreeMap<>(Map.of(
            256, new Memory(512, 2048, 512),
            512, new Memory(1024, 4096, 1024),
            1024, new Memory(2048, 8192, 1024),
            2048, new Memory(4096, 16_384, 1024),
            4096, new Memory(8192, 30_720, 1024),
            8192, new Memory(16_384, 61_440, 4096),
            16_384, new Memory(32_768, 122_880, 8192)));

    private FargateSize() {}

    /// A number of CPU units or MiB as ECS keeps it: `.5 vCPU` is `512`, `1 GB` is `1024`.
    static Optional<String> normalised(@Nullable String text, String member) {
        if (text == null) {
            return Optional.empty();
        }
        Matcher matcher = NUMBER.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (matcher.matches()) {
            double number = Double.parseDouble(matcher.group(1));
            long whole = Math.round(matcher.group(2) == null ? number : number * UNITS_OF_A_CPU);
            if (whole >= 1 && whole <= MOST) {
                return Optional.of(Long.toString(whole));
            }
        }
        throw Path.of(member).refused("Invalid '" + member + "' setting for task: '" + text + "'.");
    }

    /// Refuses what no Fargate task can be. ECS's own phrases.
    static void check(Optional<String> cpu, Optional<String> memory) {
        require(cpu, "cpu");
        require(memory, "memory");
        if (!fits(cpu, memory)) {
            throw Path.of("cpu")
                    .refused("No Fargate configuration exists for given values: " + cpu.orElseThrow() + " CPU, "
                            + memory.orElseThrow() + " memory. See the Amazon ECS documentation for the valid values.");
        }
    }

    private static void require(Optional<String> size, String member) {
        if (size.isEmpty()) {
            throw Path.of(member).refused("Fargate requires that '" + member + "' be defined at the task level.");
        }
    }

    static boolean fits(Optional<String> cpu, Optional<String> memory) {
        if (cpu.isEmpty() || memory.isEmpty()) {
            return false;
        }
        boolean gap = cpu.get().equals("256") && memory.get().equals("1536");
        Memory of = SIZES.get(Integer.parseInt(cpu.get()));
        return !gap && of != null && of.has(Integer.parseInt(memory.get()));
    }
}
