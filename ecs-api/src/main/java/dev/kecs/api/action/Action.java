package dev.kecs.api.action;

import software.amazon.awssdk.services.ecs.model.EcsRequest;
import software.amazon.awssdk.services.ecs.model.EcsResponse;

/// One operation of the ECS API. Called from many threads at once.
public interface Action<I extends EcsRequest, O extends EcsResponse> {
    /// @param request complete and of the right types: required members and enum values have been checked
    /// @throws dev.kecs.ecs.failure.EcsException for every refusal
    O answer(I request, Caller caller);
}
