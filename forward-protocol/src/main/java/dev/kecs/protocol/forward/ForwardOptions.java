package dev.kecs.protocol.forward;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How a forward behaves. A change of these keeps its connections.
///
/// @param autoReconnect false ends the forward when its target goes
/// @param holdMillis how long a new connection waits for a ready endpoint; 0 holds none
/// @param maxHeld how many connections wait at most
/// @param maxConnections how many connections there are at most; 0 means no limit
/// @param idleTimeoutMillis after how long without a byte in either direction a connection is reset; 0 means
///     never
public record ForwardOptions(
        boolean autoReconnect,
        long holdMillis,
        int maxHeld,
        int maxConnections,
        long idleTimeoutMillis,
        OnConflict onConflict,
        Restore restore) {
    public static final ForwardOptions USUAL =
            new ForwardOptions(true, 30_000, 1000, 0, 0, OnConflict.FAIL, Restore.ALWAYS);

    public ForwardOptions {
        refuseNegative(holdMillis, "holdMillis");
        refuseNegative(maxHeld, "maxHeld");
        refuseNegative(maxConnections, "maxConnections");
        refuseNegative(idleTimeoutMillis, "idleTimeoutMillis");
        Objects.requireNonNull(onConflict, "onConflict");
        Objects.requireNonNull(restore, "restore");
    }

    /// Fills what a caller left out.
    @JsonCreator
    static ForwardOptions read(
            @JsonProperty("autoReconnect") @Nullable Boolean autoReconnect,
            @JsonProperty("holdMillis") @Nullable Long holdMillis,
            @JsonProperty("maxHeld") @Nullable Integer maxHeld,
            @JsonProperty("maxConnections") @Nullable Integer maxConnections,
            @JsonProperty("idleTimeoutMillis") @Nullable Long idleTimeoutMillis,
            @JsonProperty("onConflict") @Nullable OnConflict onConflict,
            @JsonProperty("restore") @Nullable Restore restore) {
        return new ForwardOptions(
                or(autoReconnect, USUAL.autoReconnect),
                or(holdMillis, USUAL.holdMillis),
                or(maxHeld, USUAL.maxHeld),
                or(maxConnections, USUAL.maxConnections),
                or(idleTimeoutMillis, USUAL.idleTimeoutMillis),
                or(onConflict, USUAL.onConflict),
                or(restore, USUAL.restore));
    }

    private static <T> T or(@Nullable T value, T usual) {
        return value == null ? usual : value;
    }

    private static void refuseNegative(long value, String member) {
        if (value < 0) {
            throw new IllegalArgumentException(member + " must not be negative, but is " + value);
        }
    }

    public ForwardOptions reconnecting(boolean wished) {
        return new ForwardOptions(wished, holdMillis, maxHeld, maxConnections, idleTimeoutMillis, onConflict, restore);
    }

    public ForwardOptions holding(long millis, int most) {
        return new ForwardOptions(autoReconnect, millis, most, maxConnections, idleTimeoutMillis, onConflict, restore);
    }

    public ForwardOptions limited(int connections, long idleMillis) {
        return new ForwardOptions(autoReconnect, holdMillis, maxHeld, connections, idleMillis, onConflict, restore);
    }

    public ForwardOptions onConflict(OnConflict wished) {
        return new ForwardOptions(
                autoReconnect, holdMillis, maxHeld, maxConnections, idleTimeoutMillis, wished, restore);
    }

    public ForwardOptions restored(Restore wished) {
        return new ForwardOptions(
                autoReconnect, holdMillis, maxHeld, maxConnections, idleTimeoutMillis, onConflict, wished);
    }
}
