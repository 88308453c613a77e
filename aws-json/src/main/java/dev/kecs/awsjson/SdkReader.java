package dev.kecs.awsjson;

import java.math.BigDecimal;
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
import software.amazon.awssdk.utils.builder.Buildable;
import tools.jackson.databind.JsonNode;

/// JSON to SDK values. Unknown members are passed over and null ones count as absent, as AWS does; a value of
/// another JSON type than the member's is refused with the member's path.
public final class SdkReader {
    private SdkReader() {}

    /// Fills `builder` and builds it.
    ///
    /// @throws MalformedMemberException naming the first member that cannot be read
    public static SdkPojo read(SdkPojo builder, JsonNode tree) {
        return fill(builder, tree, "");
    }

    private static SdkPojo fill(SdkPojo builder, JsonNode tree, String path) {
        if (!tree.isObject()) {
            throw new MalformedMemberException(path.isEmpty() ? "the request" : path, "an object");
        }
        for (SdkField<?> field : builder.sdkFields()) {
            JsonNode value = tree.get(field.locationName());
            if (value != null && !value.isNull()) {
                String inner = path.isEmpty() ? field.locationName() : path + "." + field.locationName();
                field.set(builder, value(field, value, inner));
            }
        }
        return (SdkPojo) ((Buildable) builder).build();
    }

    private static Object value(SdkField<?> field, JsonNode value, String path) {
        MarshallingType<?> type = field.marshallingType();
        if (type.equals(MarshallingType.STRING)) {
            require(value.isString(), path, "a string");
            return value.stringValue();
        } else if (type.equals(MarshallingType.BOOLEAN)) {
            require(value.isBoolean(), path, "a boolean");
            return value.booleanValue();
        } else if (type.equals(MarshallingType.INTEGER)) {
            require(value.isIntegralNumber() && value.canConvertToInt(), path, "a 32-bit integer");
            return value.intValue();
        } else if (type.equals(MarshallingType.LONG)) {
            require(value.isIntegralNumber() && value.canConvertToLong(), path, "a 64-bit integer");
            return value.longValue();
        } else if (type.equals(MarshallingType.DOUBLE)) {
            require(value.isNumber(), path, "a number");
            return value.doubleValue();
        } else if (type.equals(MarshallingType.FLOAT)) {
            require(value.isNumber(), path, "a number");
            return value.floatValue();
        } else if (type.equals(MarshallingType.INSTANT)) {
            require(value.isNumber(), path, "seconds since 1970 as a number");
            return instant(value.decimalValue());
        } else if (type.equals(MarshallingType.SDK_POJO)) {
            return fill(field.constructor().get(), value, path);
        } else if (type.equals(MarshallingType.LIST)) {
            return list(field, value, path);
        } else if (type.equals(MarshallingType.MAP)) {
            return map(field, value, path);
        }
        throw new IllegalStateException("The ECS model has no member of type " + type + ", yet " + path + " is one");
    }

    private static List<Object> list(SdkField<?> field, JsonNode value, String path) {
        require(value.isArray(), path, "a list");
        SdkField<?> member = field.getTrait(ListTrait.class).memberFieldInfo();
        List<Object> list = new ArrayList<>();
        for (JsonNode item : value) {
            String inner = path + "[" + list.size() + "]";
            require(!item.isNull(), inner, "a value");
            list.add(value(member, item, inner));
        }
        return list;
    }

    private static Map<String, Object> map(SdkField<?> field, JsonNode value, String path) {
        require(value.isObject(), path, "an object");
        SdkField<?> member = field.getTrait(MapTrait.class).valueFieldInfo();
        Map<String, Object> map = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            map.put(entry.getKey(), value(member, entry.getValue(), path + "." + entry.getKey()));
        }
        return map;
    }

    private static Instant instant(BigDecimal seconds) {
        return Instant.ofEpochMilli(seconds.movePointRight(3).longValue());
    }

    private static void require(boolean fits, String path, String expected) {
        if (!fits) {
            throw new MalformedMemberException(path, expected);
        }
    }
}
