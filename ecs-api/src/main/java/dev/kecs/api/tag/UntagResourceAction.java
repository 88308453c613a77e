package dev.kecs.api.tag;

import dev.kecs.api.action.Action;
import dev.kecs.api.action.Caller;
import dev.kecs.api.action.WireTags;
import dev.kecs.ecs.command.ResourceTags;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.UntagResourceRequest;
import software.amazon.awssdk.services.ecs.model.UntagResourceResponse;

/// Takes tags away; keys that are not there change nothing.
record UntagResourceAction(ResourceTags tags) implements Action<UntagResourceRequest, UntagResourceResponse> {
    @Override
    public UntagResourceResponse answer(UntagResourceRequest request, Caller caller) {
        List<String> keys = WireTags.keys(request.tagKeys());
        tags.change(TaggedResource.named(request.resourceArn(), caller), before -> before.without(keys));
        return UntagResourceResponse.builder().build();
    }
}
