package dev.kecs.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.ecs.store.TokenStore.Use;
import dev.kecs.testkit.sample.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What `TokenStore` promises.
public abstract class TokenStoreContract extends StoreContract {
    private static Use use(String key, long second) {
        return new Use(key, "fingerprint", List.of("arn:1", "arn:2"), Samples.START.plusSeconds(second));
    }

    private void put(Use use) {
        stores().atomically(() -> stores().tokens().put(use));
    }

    @Test
    void aUsedTokenIsFoundAsItWasPut() {
        put(use("RunTask cluster token", 0));
        assertThat(stores().tokens().find("RunTask cluster token")).contains(use("RunTask cluster token", 0));
        assertThat(stores().tokens().find("RunTask cluster other")).isEmpty();
    }

    @Test
    void onlyTokensUsedBeforeTheLimitAreForgotten() {
        put(use("old", 1));
        put(use("on the limit", 2));
        put(use("new", 3));
        stores().atomically(() -> stores().tokens().removeBefore(Samples.START.plusSeconds(2)));
        assertThat(stores().tokens().find("old")).isEmpty();
        assertThat(stores().tokens().find("on the limit")).isPresent();
        assertThat(stores().tokens().find("new")).isPresent();
    }
}
