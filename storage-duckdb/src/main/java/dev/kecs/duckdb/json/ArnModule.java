package dev.kecs.duckdb.json;

import dev.kecs.ecs.name.Arn;
import dev.kecs.ecs.name.Arns;
import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.ecs.name.ServiceArn;
import dev.kecs.ecs.name.TaskArn;
import dev.kecs.ecs.name.TaskDefinitionArn;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.ToStringSerializer;

/// ARNs as the text that ECS writes.
final class ArnModule extends SimpleModule {
    private static final long serialVersionUID = 1;

    ArnModule() {
        add(ClusterArn.class);
        add(ServiceArn.class);
        add(TaskArn.class);
        add(TaskDefinitionArn.class);
    }

    private <A extends Arn> void add(Class<A> type) {
        addSerializer(type, new ToStringSerializer(type));
        addDeserializer(type, new FromText<>(type));
    }

    private static final class FromText<A extends Arn> extends StdScalarDeserializer<A> {
        private static final long serialVersionUID = 1;
        private final Class<A> type;

        FromText(Class<A> type) {
            super(type);
            this.type = type;
        }

        @Override
        public A deserialize(JsonParser parser, DeserializationContext context) {
            String text = parser.getString();
            return Arns.parse(text)
                    .filter(type::isInstance)
                    .map(type::cast)
                    .orElseThrow(() -> context.weirdStringException(text, type, "not such an ARN"));
        }
    }
}
