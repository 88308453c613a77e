package dev.kecs.api.taskdefinition;

import dev.kecs.api.action.Action;
import dev.kecs.api.action.Caller;
import dev.kecs.api.action.Page;
import dev.kecs.api.action.References;
import dev.kecs.ecs.name.TaskDefinitionArn;
import dev.kecs.ecs.taskdefinition.RevisionStatus;
import dev.kecs.ecs.taskdefinition.TaskDefinition;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsRequest;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsResponse;
import software.amazon.awssdk.services.ecs.model.SortOrder;

/// The ARNs of revisions, by family, then by number: ACTIVE ones unless asked otherwise.
record ListTaskDefinitionsAction(References references)
        implements Action<ListTaskDefinitionsRequest, ListTaskDefinitionsResponse> {
    @Override
    public ListTaskDefinitionsResponse answer(ListTaskDefinitionsRequest request, Caller caller) {
        RevisionStatus status = Optional.ofNullable(request.statusAsString())
                .map(RevisionStatus::valueOf)
                .orElse(RevisionStatus.ACTIVE);
        List<TaskDefinitionArn> ascending = references.taskDefinitions().stores().taskDefinitions().all().stream()
                .filter(each -> each.status() == status && each.arn().scope().equals(caller.scope()))
                .map(TaskDefinition::arn)
                // ECS calls it a prefix, and means the family's full name (source: `ListTaskDefinitions`).
                .filter(arn -> request.familyPrefix() == null || arn.family().equals(request.familyPrefix()))
                .toList();
        Page<TaskDefinitionArn> page = request.sort() == SortOrder.DESC
                ? Page.descending(
                        ascending.reversed(),
                        ListTaskDefinitionsAction::key,
                        request.maxResults(),
                        request.nextToken(),
                        100)
                : Page.of(ascending, ListTaskDefinitionsAction::key, request.maxResults(), request.nextToken(), 100);
        return ListTaskDefinitionsResponse.builder()
                .taskDefinitionArns(
                        page.items().stream().map(TaskDefinitionArn::toString).toList())
                .nextToken(page.nextToken().orElse(null))
                .build();
    }

    /// Keys compare as families do, then as numbers do; U+0001 comes before every character that a family has.
    private static String key(TaskDefinitionArn arn) {
        return String.format(Locale.ROOT, "%s\u0001%010d", arn.family(), arn.revision());
    }
}
