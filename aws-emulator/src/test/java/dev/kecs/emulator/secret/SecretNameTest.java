package dev.kecs.emulator.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretNameTest {
    private static final String SECRET = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/db-AbCdEf";

    @Test
    void aSecretsArnNamesTheSecretAndOtherwiseItsName() {
        assertThat(SecretName.parse(SECRET, "us-east-1"))
                .isEqualTo(new SecretName.NamedSecret(
                        "eu-west-1",
                        List.of(SECRET, "prod/db", "prod/db-AbCdEf"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void keyStageAndVersionFollowTheName() {
        assertThat(SecretName.parse(SECRET + ":password:AWSPREVIOUS:1234", "us-east-1"))
                .isEqualTo(new SecretName.NamedSecret(
                        "eu-west-1",
                        List.of(SECRET, "prod/db", "prod/db-AbCdEf"),
                        Optional.of("password"),
                        Optional.of("AWSPREVIOUS"),
                        Optional.of("1234")));
        assertThat(SecretName.parse(SECRET + "::AWSPREVIOUS:", "us-east-1"))
                .isEqualTo(new SecretName.NamedSecret(
                        "eu-west-1",
                        List.of(SECRET, "prod/db", "prod/db-AbCdEf"),
                        Optional.empty(),
                        Optional.of("AWSPREVIOUS"),
                        Optional.empty()));
    }

    @Test
    void aNameWithoutArnIsAParameterOfTheTasksRegion() {
        assertThat(SecretName.parse("/db/password", "us-east-1"))
                .isEqualTo(new SecretName.NamedParameter("us-east-1", List.of("/db/password")));
    }

    @Test
    void aParametersArnLeavesOpenWhetherTheNameBeginsWithASlash() {
        assertThat(SecretName.parse("arn:aws:ssm:eu-west-1:111122223333:parameter/password", "us-east-1"))
                .isEqualTo(new SecretName.NamedParameter("eu-west-1", List.of("password", "/password")));
        assertThat(SecretName.parse("arn:aws:ssm:eu-west-1:111122223333:parameter/db/password", "us-east-1"))
                .isEqualTo(new SecretName.NamedParameter("eu-west-1", List.of("/db/password")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                SECRET + ":password",
                SECRET + ":password:a",
                SECRET + ":a:b:c:d",
                "arn:aws:secretsmanager:eu-west-1:111122223333:secret:",
                "arn:aws:ssm:eu-west-1:111122223333:document/a",
                "arn:aws:s3:::bucket/key",
                "arn:aws"
            })
    void otherArnsAreRefused(String valueFrom) {
        assertThatThrownBy(() -> SecretName.parse(valueFrom, "us-east-1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(valueFrom);
    }
}
