package dev.kecs.api.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kecs.api.BootedApi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.Setting;
import software.amazon.awssdk.services.ecs.model.SettingName;

class AccountSettingsTest {
    private static final String ROOT = "arn:aws:iam::000000000000:root";
    private static final String ALICE = "arn:aws:iam::000000000000:user/alice";
    private final BootedApi api = new BootedApi();
    private final EcsClient ecs = api.ecs();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void onlyWhatWasSetIsListedUnlessEffectiveSettingsAreWished() {
        assertThat(ecs.listAccountSettings().settings()).isEmpty();
        ecs.putAccountSetting(r -> r.name(SettingName.CONTAINER_INSIGHTS).value("enhanced"));
        assertThat(ecs.listAccountSettings().settings()).singleElement().satisfies(setting -> {
            assertThat(setting.principalArn()).isEqualTo(ROOT);
            assertThat(setting.value()).isEqualTo("enhanced");
        });
        assertThat(ecs.listAccountSettingsPaginator(r -> r.effectiveSettings(true))
                        .settings())
                .extracting(Setting::name)
                .hasSizeGreaterThan(8)
                .contains(SettingName.SERVICE_LONG_ARN_FORMAT, SettingName.AWSVPC_TRUNKING);
    }

    @Test
    void aPrincipalsOwnValueWinsOverTheDefault() {
        ecs.putAccountSettingDefault(r -> r.name(SettingName.AWSVPC_TRUNKING).value("enabled"));
        assertThat(effective(ALICE)).isEqualTo("enabled");
        ecs.putAccountSetting(
                r -> r.name(SettingName.AWSVPC_TRUNKING).value("disabled").principalArn(ALICE));
        assertThat(effective(ALICE)).isEqualTo("disabled");
        ecs.deleteAccountSetting(r -> r.name(SettingName.AWSVPC_TRUNKING).principalArn(ALICE));
        assertThat(effective(ALICE)).isEqualTo("enabled");
    }

    private String effective(String principal) {
        return ecs.listAccountSettings(r -> r.name(SettingName.AWSVPC_TRUNKING)
                        .effectiveSettings(true)
                        .principalArn(principal))
                .settings()
                .getFirst()
                .value();
    }

    @Test
    void aValueThatTheSettingCannotHaveIsRefused() {
        assertThatThrownBy(() -> ecs.putAccountSetting(
                        r -> r.name(SettingName.AWSVPC_TRUNKING).value("maybe")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("'maybe' is not one of enabled, disabled");
        assertThatThrownBy(
                        () -> ecs.putAccountSetting(r -> r.name("notASetting").value("enabled")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("name: 'notASetting' is not one of");
    }
}
