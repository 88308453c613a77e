package dev.kecs.api.action;

import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ecs.model.EcsRequest;
import software.amazon.awssdk.services.ecs.model.EcsResponse;

/// An operation, its request's builder and what answers it.
public record ActionEntry<I extends EcsRequest, O extends EcsResponse>(
        String operation, Class<I> request, Supplier<? extends EcsRequest.Builder> builder, Action<I, O> action) {

    /// The operation's name is the request class's without `Request`.
    public static <I extends EcsRequest, O extends EcsResponse> ActionEntry<I, O> of(
            Class<I> request, Supplier<? extends EcsRequest.Builder> builder, Action<I, O> action) {
        String name = request.getSimpleName();
        return new ActionEntry<>(name.substring(0, name.length() - "Request".length()), request, builder, action);
    }

    public SdkPojo newBuilder() {
        return (SdkPojo) builder.get();
    }

    public O answer(SdkPojo read, Caller caller) {
        return action.answer(request.cast(read), caller);
    }
}
