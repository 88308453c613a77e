package dev.kecs.emulator.pass;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BucketHostTest {
    @ParameterizedTest
    @CsvSource({
        "bucket.localhost:8080,/a%20b?c,localhost:8080,/bucket/a%20b?c",
        "my.bucket.localhost,/,localhost,/my.bucket/",
        "bucket.s3.localhost:1,/k,localhost:1,/bucket/k",
        "bucket.s3.eu-west-1.localhost:1,/k,localhost:1,/bucket/k",
        "localhost:8080,/bucket/k,localhost:8080,/bucket/k",
        "127.0.0.1:8080,/bucket/k,127.0.0.1:8080,/bucket/k",
        "s3.localhost:8080,/bucket/k,s3.localhost:8080,/bucket/k",
        "kecs.example.test,/bucket/k,kecs.example.test,/bucket/k",
        "kecs.internal:8080,/bucket/k,localhost:8080,/bucket/k",
        "bucket.kecs.internal:8080,/k,localhost:8080,/bucket/k",
        "kecs.internal.example.test,/bucket/k,kecs.internal.example.test,/bucket/k",
    })
    void aBucketInFrontOfTheHostIsWrittenInFrontOfThePath(String host, String target, String sent, String asked) {
        assertThat(BucketHost.of(host, target, true)).isEqualTo(new BucketHost(sent, asked));
        assertThat(BucketHost.of(host, target, false)).isEqualTo(new BucketHost(host, target));
    }
}
