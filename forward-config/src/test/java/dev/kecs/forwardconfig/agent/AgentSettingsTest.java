package dev.kecs.forwardconfig.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kecs.config.InvalidConfigException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentSettingsTest {
    @TempDir
    Path directory;

    private AgentSettings read(String text) throws IOException, InvalidConfigException {
        return AgentSettings.of(Files.writeString(directory.resolve("kecs.yaml"), text));
    }

    private void assertRefused(String text, String... mistakes) {
        String file = directory.resolve("kecs.yaml").toString();
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(InvalidConfigException.class)
                .message()
                .satisfies(message -> assertThat(message.lines().map(line -> line.replace(file, "kecs.yaml")))
                        .containsExactly(mistakes));
    }

    @Test
    void everythingIsOffWithoutTheFileOrItsSection() throws Exception {
        assertThat(AgentSettings.of(directory.resolve("kecs.yaml"))).isEqualTo(AgentSettings.DEFAULT);
        assertThat(read("accountId: 012345678901\n")).isEqualTo(AgentSettings.DEFAULT);
    }

    @Test
    void everyKeyIsRead() throws Exception {
        assertThat(read("""
                portForward:
                  retry: {initial: 100ms, longest: 1m}
                  metricsPort: 9100
                  gatewayPort: 8088
                  notifications:
                    after: 5s
                    desktop: true
                    command: [/usr/local/bin/tell, me]
                    webhook: https://hooks.example.test/kecs
                  remote:
                    listen: "[::1]:7443"
                    token: token
                    certificate: certificate.pem
                    key: /etc/key.pem
                """))
                .isEqualTo(new AgentSettings(
                        new Retry(Duration.ofMillis(100), Duration.ofMinutes(1)),
                        9100,
                        8088,
                        new Notifications(
                                Duration.ofSeconds(5),
                                true,
                                List.of("/usr/local/bin/tell", "me"),
                                URI.create("https://hooks.example.test/kecs")),
                        new Remote(
                                "::1",
                                7443,
                                directory.resolve("token"),
                                directory.resolve("certificate.pem"),
                                Path.of("/etc/key.pem"))));
    }

    @Test
    void everyMistakeIsNamedWithItsPlace() {
        assertRefused(
                """
                portForward:
                  retry: {initial: 0, longest: 2h}
                  metricsPort: 70000
                  gateway: 8088
                  notifications:
                    after: soon
                    webhook: ftp://hooks.example.test
                  remote: {listen: "localhost:1", token: t, key: k}
                """,
                "kecs.yaml:2:11: initial must be 1ms or more",
                "kecs.yaml:2:23: longest must be from initial to 1h",
                "kecs.yaml:3:16: metricsPort is a whole number from 0 to 65535, not '70000'",
                "kecs.yaml:4:3: unknown key 'gateway'; known here: retry, metricsPort, gatewayPort, notifications, remote",
                "kecs.yaml:6:12: after: 'soon' is not a duration such as 500ms, 30s, 2m, 1h or 0",
                "kecs.yaml:7:14: webhook: 'ftp://hooks.example.test' is no http or https URL",
                "kecs.yaml:8:11: remote needs listen, token, certificate and key: certificate is missing",
                "kecs.yaml:8:20: listen: 'localhost:1' is not of the form ADDRESS:PORT or [ADDRESS]:PORT");
    }

    @Test
    void aWebhookAtAPortThatIsNoneIsAMistake() {
        assertRefused(
                "portForward:\n  notifications: {webhook: 'http://localhost:99999/x'}\n",
                "kecs.yaml:2:28: webhook: 'http://localhost:99999/x' is no http or https URL");
    }

    @Test
    void aWebhookWithoutASchemeIsAMistake() {
        assertRefused(
                "portForward:\n  notifications: {webhook: //hooks.example.test}\n",
                "kecs.yaml:2:28: webhook: '//hooks.example.test' is no http or https URL");
    }

    @Test
    void notificationsToNobodyAreAMistake() {
        assertRefused(
                "portForward:\n  notifications: {after: 1s}\n",
                "kecs.yaml:2:18: notifications needs desktop: true, a command or a webhook");
    }
}
