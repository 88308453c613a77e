package dev.kecs.bench.relay;

/// What is measured of every relay.
enum Metric {
    UPLOAD_1("upload, 1 connection, Gbit/s", 2),
    CPU_UPLOAD_1("CPU s/GiB", 2),
    DOWNLOAD_1("download, 1 connection, Gbit/s", 2),
    CPU_DOWNLOAD_1("CPU s/GiB", 2),
    UPLOAD_8("upload, 8 connections, Gbit/s", 2),
    CPU_UPLOAD_8("CPU s/GiB", 2),
    DOWNLOAD_8("download, 8 connections, Gbit/s", 2),
    CPU_DOWNLOAD_8("CPU s/GiB", 2),
    ROUND_TRIP_MEDIAN("round trip of 64 bytes, p50 µs", 1),
    ROUND_TRIP_99("round trip, p99 µs", 1),
    ROUND_TRIP_MEDIAN_64("64 connections, p50 µs", 0),
    ROUND_TRIP_99_64("64 connections, p99 µs", 0),
    CONNECTS("connects/s", 0),
    CPU_CONNECT("CPU µs a connect", 1),
    MEMORY("resident MiB", 1);

    private final String title;
    private final int decimals;

    Metric(String title, int decimals) {
        this.title = title;
        this.decimals = decimals;
    }

    String title() {
        return title;
    }

    int decimals() {
        return decimals;
    }
}
