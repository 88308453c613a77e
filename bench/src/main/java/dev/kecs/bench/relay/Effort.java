package dev.kecs.bench.relay;

/// How much is measured of each relay.
///
/// @param rounds measured ones
/// @param bytes of one transfer
/// @param bytesOfSlowOnes of one transfer through a relay that copies with small buffers
/// @param roundTrips in a row over one connection
/// @param roundTripsOfMany over each of 64
/// @param connects by each of eight clients
record Effort(int rounds, long bytes, long bytesOfSlowOnes, int roundTrips, int roundTripsOfMany, int connects) {
    /// What the published figures are made of.
    static final Effort WHOLE = new Effort(5, 1L << 30, 1L << 28, 5_000, 300, 500);

    /// Tells that everything runs to its end; its figures say nothing.
    static final Effort SMALL = new Effort(1, 1L << 24, 1L << 22, 200, 20, 50);
}
