package dev.kecs.duckdb.json;

import dev.kecs.awsjson.SdkReader;
import dev.kecs.awsjson.SdkWriter;
import java.lang.reflect.InvocationTargetException;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleDeserializers;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;
import tools.jackson.databind.ser.std.ToStringSerializer;

/// Values in ECS's own shape, written and read as the API does; enumerations by their wire name.
final class SdkModule extends SimpleModule {
    private static final long serialVersionUID = 1;

    SdkModule() {
        addSerializer(SdkPojo.class, new Writer());
        addSerializer(TaskStopCode.class, new ToStringSerializer(TaskStopCode.class));
        setDeserializers(new Readers());
        addDeserializer(TaskStopCode.class, new StopCodeReader());
    }

    private static final class Writer extends StdSerializer<SdkPojo> {
        private static final long serialVersionUID = 1;

        Writer() {
            super(SdkPojo.class);
        }

        @Override
        public void serialize(SdkPojo shape, JsonGenerator generator, SerializationContext context) {
            SdkWriter.write(shape, generator);
        }
    }

    /// Finds a reader for every class of the SDK's model.
    private static final class Readers extends SimpleDeserializers {
        private static final long serialVersionUID = 1;

        @Override
        public ValueDeserializer<?> findBeanDeserializer(
                JavaType type, DeserializationConfig config, BeanDescription.Supplier description) {
            return SdkPojo.class.isAssignableFrom(type.getRawClass())
                    ? new Reader(type.getRawClass().asSubclass(SdkPojo.class))
                    : super.findBeanDeserializer(type, config, description);
        }
    }

    private static final class Reader extends StdDeserializer<SdkPojo> {
        private static final long serialVersionUID = 1;
        private final Class<? extends SdkPojo> type;

        Reader(Class<? extends SdkPojo> type) {
            super(type);
            this.type = type;
        }

        @Override
        public SdkPojo deserialize(JsonParser parser, DeserializationContext context) {
            JsonNode tree = context.readTree(parser);
            try {
                return SdkReader.read((SdkPojo) type.getMethod("builder").invoke(null), tree);
            } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
                throw new IllegalArgumentException(type + " is not an SDK model class", e);
            }
        }
    }

    private static final class StopCodeReader extends StdDeserializer<TaskStopCode> {
        private static final long serialVersionUID = 1;

        StopCodeReader() {
            super(TaskStopCode.class);
        }

        @Override
        public TaskStopCode deserialize(JsonParser parser, DeserializationContext context) {
            return TaskStopCode.fromValue(parser.getString());
        }
    }
}
