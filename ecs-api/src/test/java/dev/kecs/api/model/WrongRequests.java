package dev.kecs.api.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;

/// Requests of one operation, as JSON, that are complete but for one wrong member each.
final class WrongRequests {
    /// @param path as a refusal must name it
    record WrongRequest(String path, Object json) {}

    private static final int DEPTH = 4;
    private static final List<Long> NUMBERS = List.of((long) Integer.MIN_VALUE, (long) Integer.MAX_VALUE);
    private final ApiModel model;
    private final Limits limits = Limits.load();

    WrongRequests(ApiModel model) {
        this.model = model;
    }

    /// @param request a request's empty builder
    List<WrongRequest> of(SdkPojo request) {
        return wrong(request, 0);
    }

    private List<WrongRequest> wrong(SdkPojo shape, int depth) {
        List<WrongRequest> all = new ArrayList<>();
        String name = name(shape);
        for (SdkField<?> field : shape.sdkFields()) {
            String member = field.locationName();
            wrongValues(name, field).forEach(value -> all.add(with(shape, member, member, value)));
            if (depth < DEPTH) {
                inner(name, field, depth).forEach(each -> all.add(with(shape, member, each.path(), each.json())));
            }
        }
        return all;
    }

    private WrongRequest with(SdkPojo shape, String member, String path, Object value) {
        Map<String, Object> json = complete(shape);
        json.put(member, value);
        return new WrongRequest(path, json);
    }

    /// What is wrong inside a member, with the member's value: of a structure, or of the first item of a list.
    private List<WrongRequest> inner(String shape, SdkField<?> field, int depth) {
        String member = field.locationName();
        if (isStructure(field)) {
            return wrong(field.constructor().get(), depth + 1).stream()
                    .map(each -> new WrongRequest(member + "." + each.path(), each.json()))
                    .toList();
        }
        if (!field.marshallingType().equals(MarshallingType.LIST)) {
            return List.of();
        }
        SdkField<?> item = field.getTrait(ListTrait.class).memberFieldInfo();
        if (isStructure(item)) {
            return wrong(item.constructor().get(), depth + 1).stream()
                    .map(each -> new WrongRequest(member + "[0]." + each.path(), List.of(each.json())))
                    .toList();
        }
        Object wrong = model.values(shape, member).isEmpty() ? 5 : "no such value";
        return List.of(new WrongRequest(member + "[0]", List.of(wrong)));
    }

    /// Values that the member itself must not have: of another JSON type, unknown, out of bounds.
    private List<Object> wrongValues(String shape, SdkField<?> field) {
        List<Object> wrong = new ArrayList<>();
        MarshallingType<?> type = field.marshallingType();
        wrong.add(type.equals(MarshallingType.STRING) ? List.of("text") : "no text is right here");
        wrong.add(type.equals(MarshallingType.BOOLEAN) ? 1 : true);
        if (type.equals(MarshallingType.STRING)) {
            if (!model.values(shape, field.locationName()).isEmpty()) {
                wrong.add("no such value");
            }
            addIfOffending(wrong, shape, field, "x".repeat(3000));
        } else if (type.equals(MarshallingType.INTEGER)) {
            wrong.add(1.5);
            wrong.add(1L << 40);
            NUMBERS.forEach(number -> addIfOffending(wrong, shape, field, number));
        }
        return wrong;
    }

    private void addIfOffending(List<Object> wrong, String shape, SdkField<?> field, Object value) {
        if (limits.offence(shape, field.locationName(), value).isPresent()) {
            wrong.add(value);
        }
    }

    /// All required members, legal as far as the API's model knows.
    private Map<String, Object> complete(SdkPojo shape) {
        Map<String, Object> json = new LinkedHashMap<>();
        List<String> required = model.required(name(shape));
        for (SdkField<?> field : shape.sdkFields()) {
            if (required.contains(field.locationName())) {
                json.put(field.locationName(), legal(name(shape), field));
            }
        }
        return json;
    }

    private Object legal(String shape, SdkField<?> field) {
        MarshallingType<?> type = field.marshallingType();
        if (isStructure(field)) {
            return complete(field.constructor().get());
        }
        if (type.equals(MarshallingType.LIST)) {
            return List.of(legal(shape, field.getTrait(ListTrait.class).memberFieldInfo()));
        }
        if (type.equals(MarshallingType.STRING)) {
            Set<String> values = model.values(shape, field.locationName());
            return values.isEmpty() ? "a" : values.iterator().next();
        }
        return type.equals(MarshallingType.BOOLEAN) ? (Object) true : (Object) 30;
    }

    private static boolean isStructure(SdkField<?> field) {
        return field.marshallingType().equals(MarshallingType.SDK_POJO);
    }

    /// The model's name of the shape that a builder builds.
    private static String name(SdkPojo builder) {
        Class<?> type = builder.getClass();
        return type.getEnclosingClass() == null
                ? type.getSimpleName()
                : type.getEnclosingClass().getSimpleName();
    }
}
