package dev.kecs.api.tag;

import dev.kecs.api.action.Action;
import dev.kecs.api.action.Caller;
import dev.kecs.api.action.WireTags;
import dev.kecs.ecs.command.ResourceTags;
import software.amazon.awssdk.services.ecs.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.ecs.model.ListTagsForResourceResponse;

/// All tags of one resource.
record ListTagsForResourceAction(ResourceTags tags)
        implements Action<ListTagsForResourceRequest, ListTagsForResourceResponse> {
    @Override
    public ListTagsForResourceResponse answer(ListTagsForResourceRequest request, Caller caller) {
        return ListTagsForResourceResponse.builder()
                .tags(WireTags.write(tags.of(TaggedResource.named(request.resourceArn(), caller))))
                .build();
    }
}
