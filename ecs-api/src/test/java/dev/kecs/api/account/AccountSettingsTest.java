package dev.kecs.api.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kecs.api.BootedApi;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.Setting;
import software.amazon.awssdk.services.ecs.model.SettingName;
import software.amazon.awssdk.services.ecs.model.SettingType;

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

    @Test
    void everyNameHasADefaultAndIsListedOnceInPagesOfAtMostTen() {
        var first = ecs.listAccountSettings(r -> r.effectiveSettings(true));
        assertThat(first.settings()).hasSize(10);
        assertThat(first.nextToken()).isNotNull();
        List<Setting> all =
                ecs.listAccountSettingsPaginator(r -> r.effectiveSettings(true).maxResults(3)).settings().stream()
                        .toList();
        assertThat(all)
                .extracting(setting -> setting.nameAsString() + "=" + setting.value())
                .containsExactly(
                        "awsvpcTrunking=disabled",
                        "containerInsights=disabled",
                        "containerInstanceLongArnFormat=enabled",
                        "defaultLogDriverMode=non-blocking",
                        "fargateEventWindows=disabled",
                        "fargateFIPSMode=disabled",
                        "fargateTaskRetirementWaitPeriod=7",
                        "guardDutyActivate=off",
                        "serviceLongArnFormat=enabled",
                        "tagResourceAuthorization=on",
                        "taskLongArnFormat=enabled");
        assertThat(all).allSatisfy(setting -> {
            boolean ofAws = setting.name() == SettingName.GUARD_DUTY_ACTIVATE;
            assertThat(setting.type()).isEqualTo(ofAws ? SettingType.AWS_MANAGED : SettingType.USER);
            assertThat(setting.principalArn()).isEqualTo(ROOT);
        });
    }

    @Test
    void nameAndValueFilter() {
        ecs.putAccountSetting(r -> r.name(SettingName.CONTAINER_INSIGHTS).value("enhanced"));
        ecs.putAccountSetting(r -> r.name(SettingName.AWSVPC_TRUNKING).value("enabled"));
        assertThat(ecs.listAccountSettings(r -> r.name(SettingName.CONTAINER_INSIGHTS))
                        .settings())
                .extracting(Setting::value)
                .containsExactly("enhanced");
        assertThat(ecs.listAccountSettings(
                                r -> r.name(SettingName.CONTAINER_INSIGHTS).value("enabled"))
                        .settings())
                .isEmpty();
        assertThatThrownBy(() -> ecs.listAccountSettings(r -> r.value("enabled")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("value: a name must be given with it");
        assertThatThrownBy(() -> ecs.listAccountSettings(r -> r.maxResults(11)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("maxResults must be between 1 and 10, and was 11");
        assertThatThrownBy(() -> ecs.listAccountSettings(r -> r.nextToken("foreign")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Invalid token");
    }

    @Test
    void deletionAnswersWhatHoldsFromThenOn() {
        ecs.putAccountSettingDefault(r -> r.name(SettingName.AWSVPC_TRUNKING).value("enabled"));
        ecs.putAccountSetting(
                r -> r.name(SettingName.AWSVPC_TRUNKING).value("disabled").principalArn(ALICE));
        assertThat(ecs.deleteAccountSetting(
                                r -> r.name(SettingName.AWSVPC_TRUNKING).principalArn(ALICE))
                        .setting())
                .satisfies(left -> {
                    assertThat(left.value()).isEqualTo("enabled");
                    assertThat(left.principalArn()).isEqualTo(ALICE);
                });
        assertThat(ecs.listAccountSettings(r -> r.principalArn(ALICE)).settings())
                .isEmpty();
    }

    @Test
    void everyRegionHasItsOwn() {
        ecs.putAccountSetting(r -> r.name(SettingName.CONTAINER_INSIGHTS).value("enhanced"));
        try (EcsClient elsewhere = api.client("us-west-2")) {
            assertThat(elsewhere.listAccountSettings().settings()).isEmpty();
        }
    }

    @Test
    void whatAwsManagesAndWhoIsNobodyHereIsRefused() {
        assertThatThrownBy(() -> ecs.putAccountSetting(
                        r -> r.name(SettingName.GUARD_DUTY_ACTIVATE).value("on")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("name: guardDutyActivate is managed by AWS");
        assertThatThrownBy(
                        () -> ecs.putAccountSetting(r -> r.name("noSuchSetting").value("on")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("name: 'noSuchSetting' is not one of [awsvpcTrunking, containerInsights");
        for (String principal : List.of("alice", "arn:aws:iam::111111111111:user/alice")) {
            assertThatThrownBy(() -> ecs.putAccountSetting(r ->
                            r.name(SettingName.AWSVPC_TRUNKING).value("enabled").principalArn(principal)))
                    .isInstanceOf(InvalidParameterException.class)
                    .hasMessageContaining("principalArn: '" + principal + "'");
        }
        assertThatThrownBy(() -> ecs.putAccountSettingDefault(r -> r.name(SettingName.AWSVPC_TRUNKING)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("value: a value is required");
        assertThat(ecs.listAccountSettings().settings()).isEmpty();
    }
}
