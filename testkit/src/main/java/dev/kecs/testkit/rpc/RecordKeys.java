package dev.kecs.testkit.rpc;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The keys of the JSON that a record is read from, found in the record itself. Stateless.
public final class RecordKeys {
    private RecordKeys() {}

    /// As [dev.kecs.testkit.fuzz.Tree#places] names them. Keys of maps are free, so they are not among them.
    ///
    /// @param before what each begins with
    public static Set<String> of(Class<?> type, String before) {
        Set<String> keys = new TreeSet<>();
        collect(type, before, keys);
        return keys;
    }

    private static void collect(Class<?> type, String before, Set<String> keys) {
        JsonTypeInfo kinds = type.getAnnotation(JsonTypeInfo.class);
        if (kinds != null && type.isSealed()) {
            keys.add(before + "." + kinds.property());
            for (Class<?> kind : type.getPermittedSubclasses()) {
                collect(kind, before, keys);
            }
        }
        boolean scalar =
                Arrays.stream(type.getDeclaredMethods()).anyMatch(it -> it.isAnnotationPresent(JsonValue.class));
        if (type.isRecord() && !scalar) {
            for (RecordComponent component : type.getRecordComponents()) {
                JsonProperty other = component.getAccessor().getAnnotation(JsonProperty.class);
                String place = before + "." + (other == null ? component.getName() : other.value());
                keys.add(place);
                collect(content(component.getGenericType()), place, keys);
            }
        }
    }

    private static Class<?> content(Type type) {
        if (type instanceof ParameterizedType generic
                && generic.getRawType() == List.class
                && generic.getActualTypeArguments()[0] instanceof Class<?> item) {
            return item;
        }
        return type instanceof Class<?> plain ? plain : Object.class;
    }
}
