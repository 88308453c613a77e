package dev.kecs.duckdb.json;

import java.lang.reflect.InvocationTargetException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.Buildable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/// The SDK's model classes by their field metadata.
final class SdkShapes {
    private SdkShapes() {}

    static void write(SdkPojo shape, JsonGenerator generator) {
        generator.writeStartObject();
        for (SdkField<?> field : shape.sdkFields()) {
            Object value = field.getValueOrDefault(shape);
            if (value != null && !(value instanceof SdkAutoConstructList) && !(value instanceof SdkAutoConstructMap)) {
                generator.writeName(field.locationName());
                writeValue(value, generator);
            }
        }
        generator.writeEndObject();
    }

    private static void writeValue(Object value, JsonGenerator generator) {
        switch (value) {
            case SdkPojo shape -> write(shape, generator);
            case List<?> list -> {
                generator.writeStartArray();
                list.forEach(item -> writeValue(item, generator));
                generator.writeEndArray();
            }
            case Map<?, ?> map -> {
                generator.writeStartObject();
                map.forEach((key, item) -> {
                    generator.writeName((String) key);
                    writeValue(item, generator);
                });
                generator.writeEndObject();
            }
            case Instant instant -> generator.writeString(instant.toString());
            default -> generator.writePOJO(value);
        }
    }

    static SdkPojo read(JsonNode tree, Class<? extends SdkPojo> type) {
        try {
            return fill((SdkPojo) type.getMethod("builder").invoke(null), tree);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalArgumentException(type + " is not an SDK model class", e);
        }
    }

    private static SdkPojo fill(SdkPojo builder, JsonNode tree) {
        for (SdkField<?> field : builder.sdkFields()) {
            JsonNode value = tree.get(field.locationName());
            if (value != null && !value.isNull()) {
                field.set(builder, readValue(field, value));
            }
        }
        return (SdkPojo) ((Buildable) builder).build();
    }

    private static Object readValue(SdkField<?> field, JsonNode value) {
        MarshallingType<?> type = field.marshallingType();
        if (type.equals(MarshallingType.STRING)) {
            return value.stringValue();
        } else if (type.equals(MarshallingType.INTEGER)) {
            return value.intValue();
        } else if (type.equals(MarshallingType.LONG)) {
            return value.longValue();
        } else if (type.equals(MarshallingType.DOUBLE)) {
            return value.doubleValue();
        } else if (type.equals(MarshallingType.FLOAT)) {
            return value.floatValue();
        } else if (type.equals(MarshallingType.BOOLEAN)) {
            return value.booleanValue();
        } else if (type.equals(MarshallingType.INSTANT)) {
            return Instant.parse(value.stringValue());
        } else if (type.equals(MarshallingType.SDK_POJO)) {
            return fill(field.constructor().get(), value);
        } else if (type.equals(MarshallingType.LIST)) {
            SdkField<?> member = field.getTrait(ListTrait.class).memberFieldInfo();
            List<Object> list = new ArrayList<>();
            value.forEach(item -> list.add(readValue(member, item)));
            return list;
        } else if (type.equals(MarshallingType.MAP)) {
            SdkField<?> member = field.getTrait(MapTrait.class).valueFieldInfo();
            Map<String, Object> map = new LinkedHashMap<>();
            value.properties().forEach(entry -> map.put(entry.getKey(), readValue(member, entry.getValue())));
            return map;
        }
        throw new IllegalArgumentException("No ECS model class has a member of type " + type);
    }
}
