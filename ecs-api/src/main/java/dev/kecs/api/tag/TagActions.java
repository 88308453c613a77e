package dev.kecs.api.tag;

import dev.kecs.api.action.ActionEntry;
import dev.kecs.ecs.command.ResourceTags;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.ecs.model.TagResourceRequest;
import software.amazon.awssdk.services.ecs.model.UntagResourceRequest;

/// The operations of this package, in one list.
public final class TagActions {
    private TagActions() {}

    public static List<ActionEntry<?, ?>> of(ResourceTags tags) {
        return List.of(
                ActionEntry.of(TagResourceRequest.class, TagResourceRequest::builder, new TagResourceAction(tags)),
                ActionEntry.of(
                        UntagResourceRequest.class, UntagResourceRequest::builder, new UntagResourceAction(tags)),
                ActionEntry.of(
                        ListTagsForResourceRequest.class,
                        ListTagsForResourceRequest::builder,
                        new ListTagsForResourceAction(tags)));
    }
}
