package dev.kecs.awsjson;

import java.io.StringWriter;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Requests and answers as text. Stateless after it is made; called from many threads.
public final class AwsJson {
    private final JsonMapper json = JsonMapper.builder().build();

    /// Fills `builder` and builds it; an empty body counts as `{}`.
    ///
    /// @throws MalformedJsonException when the body is not JSON
    /// @throws MalformedMemberException naming the first member of a wrong type
    public SdkPojo read(byte[] body, SdkPojo builder) {
        try {
            JsonNode tree = body.length == 0 ? json.createObjectNode() : json.readTree(body);
            return SdkReader.read(builder, tree);
        } catch (JacksonException broken) {
            throw new MalformedJsonException(broken.getOriginalMessage());
        }
    }

    public String write(SdkPojo value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = json.createGenerator(text)) {
            SdkWriter.write(value, generator);
        }
        return text.toString();
    }

    /// An object of strings and of lists of strings.
    public String write(Map<String, ?> members) {
        return json.writeValueAsString(members);
    }
}
