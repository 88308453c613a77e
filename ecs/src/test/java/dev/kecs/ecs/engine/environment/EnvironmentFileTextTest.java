package dev.kecs.ecs.engine.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentFileTextTest {
    @Test
    void eachLineIsAVariable() {
        assertThat(EnvironmentFileText.variables("#This is a comment\nVARIABLE=VALUE\r\n\nENVIRONMENT=PRODUCTION"))
                .containsExactly(Map.entry("VARIABLE", "VALUE"), Map.entry("ENVIRONMENT", "PRODUCTION"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "A=\"b c\"|\"b c\"",
                "A='b'|'b'",
                "A=b # c|b # c",
                "A=b=c=|b=c=",
                "A=$B|$B",
                "A=b\\nc|b\\nc",
            })
    void theValueIsTakenAsItIs(String line, String value) {
        assertThat(EnvironmentFileText.variables(line)).containsExactly(Map.entry("A", value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "A=", "=b", "#A=b", "="})
    void otherLinesAreIgnored(String line) {
        assertThat(EnvironmentFileText.variables(line)).isEmpty();
    }
}
