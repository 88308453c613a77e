package dev.kecs.awsjson;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import tools.jackson.core.JsonGenerator;

/// SDK values to JSON. Timestamps are seconds since 1970 as numbers with three decimals (source: Smithy's
/// `awsJson1_1` protocol); absent members are left out.
public final class SdkWriter {
    private SdkWriter() {}

    public static void write(SdkPojo value, JsonGenerator generator) {
        generator.writeStartObject();
        for (SdkField<?> field : value.sdkFields()) {
            Object member = field.getValueOrDefault(value);
            if (member != null
                    && !(member instanceof SdkAutoConstructList)
                    && !(member instanceof SdkAutoConstructMap)) {
                generator.writeName(field.locationName());
                writeMember(member, generator);
            }
        }
        generator.writeEndObject();
    }

    private static void writeMember(Object member, JsonGenerator generator) {
        switch (member) {
            case SdkPojo value -> write(value, generator);
            case List<?> list -> {
                generator.writeStartArray();
                list.forEach(item -> writeMember(item, generator));
                generator.writeEndArray();
            }
            case Map<?, ?> map -> {
                generator.writeStartObject();
                map.forEach((key, item) -> {
                    generator.writeName((String) key);
                    writeMember(item, generator);
                });
                generator.writeEndObject();
            }
            case Instant instant -> generator.writeNumber(BigDecimal.valueOf(instant.toEpochMilli(), 3));
            case String text -> generator.writeString(text);
            case Boolean flag -> generator.writeBoolean(flag);
            case Integer number -> generator.writeNumber(number);
            case Long number -> generator.writeNumber(number);
            case Double number -> generator.writeNumber(number);
            case Float number -> generator.writeNumber(number);
            default -> throw new IllegalStateException("The ECS model has no value of " + member.getClass());
        }
    }
}
