package dev.kecs.api.tag;

import dev.kecs.api.action.Action;
import dev.kecs.api.action.Caller;
import dev.kecs.api.action.WireTags;
import dev.kecs.ecs.command.ResourceTags;
import dev.kecs.ecs.tag.Tags;
import software.amazon.awssdk.services.ecs.model.TagResourceRequest;
import software.amazon.awssdk.services.ecs.model.TagResourceResponse;

/// Adds tags; where a key is there already, its value changes.
record TagResourceAction(ResourceTags tags) implements Action<TagResourceRequest, TagResourceResponse> {
    @Override
    public TagResourceResponse answer(TagResourceRequest request, Caller caller) {
        Tags added = WireTags.read(request.tags());
        tags.change(
                TaggedResource.named(request.resourceArn(), caller), before -> WireTags.limited(before.with(added)));
        return TagResourceResponse.builder().build();
    }
}
