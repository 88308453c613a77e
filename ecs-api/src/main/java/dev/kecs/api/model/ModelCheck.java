package dev.kecs.api.model;

import dev.kecs.ecs.failure.EcsException;
import dev.kecs.ecs.failure.EcsFailure;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/// Refuses a request that lacks a required member, or has an unknown enum value or a value out of bounds, with
/// the member's path. Stateless.
public record ModelCheck(ApiModel model, Limits limits) {
    public ModelCheck(ApiModel model) {
        this(model, Limits.load());
    }

    public void check(SdkPojo request) {
        check(request, "");
    }

    private void check(SdkPojo shape, String path) {
        String name = shape.getClass().getSimpleName();
        List<String> required = model.required(name);
        for (SdkField<?> field : shape.sdkFields()) {
            String inner = path.isEmpty() ? field.locationName() : path + "." + field.locationName();
            Object value = field.getValueOrDefault(shape);
            boolean absent =
                    value == null || value instanceof SdkAutoConstructList || value instanceof SdkAutoConstructMap;
            if (!absent) {
                checkValue(value, inner, model.values(name, field.locationName()));
                limits.offence(name, field.locationName(), value).ifPresent(offence -> {
                    throw invalid(inner + " " + offence + ".");
                });
            } else if (required.contains(field.locationName())) {
                throw invalid(inner + ": a value is required.");
            }
        }
    }

    private void checkValue(Object value, String path, Set<String> allowed) {
        switch (value) {
            case SdkPojo shape -> check(shape, path);
            case Collection<?> list -> {
                int index = 0;
                for (Object item : list) {
                    checkValue(item, path + "[" + index++ + "]", allowed);
                }
            }
            case Map<?, ?> map -> map.forEach((key, item) -> checkValue(item, path + "." + key, Set.of()));
            case String text
            when !allowed.isEmpty() && !allowed.contains(text) ->
                throw invalid(path + ": '" + text + "' is not one of " + new TreeSet<>(allowed) + ".");
            default -> {}
        }
    }

    private static EcsException invalid(String message) {
        return new EcsException(new EcsFailure.InvalidParameter(message));
    }
}
