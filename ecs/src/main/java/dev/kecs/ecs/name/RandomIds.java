package dev.kecs.ecs.name;

import java.util.UUID;
import java.util.random.RandomGenerator;

/// Ids drawn at random: the chance of drawing one twice is that of guessing it.
///
/// @param random safe to call from any thread, as `SecureRandom` and `Random` are
public record RandomIds(RandomGenerator random) implements Ids {
    private static final long SMALLEST_OF_19_DIGITS = 1_000_000_000_000_000_000L;
    private static final long VERSION_4 = 0x4000L;
    private static final long VARIANT_2 = 0x8000_0000_0000_0000L;

    @Override
    public String task() {
        return "%016x%016x".formatted(random.nextLong(), random.nextLong());
    }

    @Override
    public String uuid() {
        long high = (random.nextLong() & ~0xf000L) | VERSION_4;
        long low = (random.nextLong() >>> 2) | VARIANT_2;
        return new UUID(high, low).toString();
    }

    @Override
    public String deployment() {
        return "ecs-svc/" + random.nextLong(SMALLEST_OF_19_DIGITS, Long.MAX_VALUE);
    }
}
