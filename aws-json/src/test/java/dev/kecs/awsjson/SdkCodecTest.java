package dev.kecs.awsjson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringWriter;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Task;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

class SdkCodecTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void whatIsWrittenReadsBackEqual() {
        RegisterTaskDefinitionRequest request = RegisterTaskDefinitionRequest.builder()
                .family("webapp")
                .containerDefinitions(ContainerDefinition.builder()
                        .name("web")
                        .essential(true)
                        .cpu(256)
                        .environment(KeyValuePair.builder().name("A").value("b").build())
                        .dockerLabels(Map.of("k", "v"))
                        .build())
                .build();
        assertThat(SdkReader.read((SdkPojo) RegisterTaskDefinitionRequest.builder(), JSON.readTree(write(request))))
                .isEqualTo(request);
    }

    @Test
    void timestampsAreSecondsWithMilliseconds() {
        Task task = Task.builder()
                .createdAt(Instant.ofEpochMilli(1_700_000_000_123L))
                .build();
        assertThat(write(task)).isEqualTo("{\"createdAt\":1700000000.123}");
        assertThat(SdkReader.read((SdkPojo) Task.builder(), JSON.readTree(write(task))))
                .isEqualTo(task);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"family\":7}; family",
                "{\"containerDefinitions\":{}}; containerDefinitions",
                "{\"containerDefinitions\":[{\"cpu\":\"many\"}]}; containerDefinitions[0].cpu",
                "{\"containerDefinitions\":[{\"portMappings\":[{\"containerPort\":1.5}]}]};"
                        + "containerDefinitions[0].portMappings[0].containerPort",
                "{\"containerDefinitions\":[null]}; containerDefinitions[0]",
            })
    void aWrongTypeIsRefusedWithTheMembersPath(String json, String path) {
        assertThatThrownBy(() -> SdkReader.read((SdkPojo) RegisterTaskDefinitionRequest.builder(), JSON.readTree(json)))
                .isInstanceOfSatisfying(
                        MalformedMemberException.class,
                        refusal -> assertThat(refusal.path()).isEqualTo(path));
    }

    private static String write(SdkPojo value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(text)) {
            SdkWriter.write(value, generator);
        }
        return text.toString();
    }
}
