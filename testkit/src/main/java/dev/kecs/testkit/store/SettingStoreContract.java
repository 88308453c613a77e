package dev.kecs.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.ecs.name.Scope;
import dev.kecs.ecs.setting.AccountSetting;
import dev.kecs.testkit.sample.Samples;
import org.junit.jupiter.api.Test;

/// What `SettingStore` promises.
public abstract class SettingStoreContract extends StoreContract {
    private static final Scope SCOPE = Samples.SCOPE;
    private static final String ROOT = "arn:aws:iam::000000000000:root";

    private static AccountSetting insights(String value, String principal) {
        return new AccountSetting("containerInsights", value, principal);
    }

    private void put(Scope scope, AccountSetting setting) {
        stores().atomically(() -> stores().settings().put(scope, setting));
    }

    @Test
    void aPutReplacesTheSettingOfTheSameNameAndPrincipal() {
        put(SCOPE, insights("enabled", ROOT));
        put(SCOPE, insights("disabled", ROOT));
        put(SCOPE, insights("enhanced", "arn:aws:iam::000000000000:user/someone"));
        assertThat(stores().settings().all(SCOPE))
                .extracting(AccountSetting::value)
                .containsExactly("disabled", "enhanced");
    }

    @Test
    void settingsOfAnotherRegionAreApart() {
        put(SCOPE, insights("enabled", ROOT));
        assertThat(stores().settings().all(new Scope("us-east-1", SCOPE.account())))
                .isEmpty();
    }

    @Test
    void aRemovedSettingIsGone() {
        put(SCOPE, insights("enabled", ROOT));
        stores().atomically(() -> stores().settings().remove(SCOPE, "containerInsights", ROOT));
        assertThat(stores().settings().all(SCOPE)).isEmpty();
    }
}
