package dev.kecs.api.taskdefinition;

import dev.kecs.api.action.Action;
import dev.kecs.api.action.Caller;
import dev.kecs.api.action.Page;
import dev.kecs.api.action.References;
import dev.kecs.ecs.taskdefinition.RevisionStatus;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionFamiliesRequest;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionFamiliesResponse;

/// The names of families. One is ACTIVE while any of its revisions is.
record ListTaskDefinitionFamiliesAction(References references)
        implements Action<ListTaskDefinitionFamiliesRequest, ListTaskDefinitionFamiliesResponse> {
    @Override
    public ListTaskDefinitionFamiliesResponse answer(ListTaskDefinitionFamiliesRequest request, Caller caller) {
        Map<String, Boolean> active = references.taskDefinitions().stores().taskDefinitions().all().stream()
                .filter(each -> each.arn().scope().equals(caller.scope()))
                .filter(each ->
                        request.familyPrefix() == null || each.arn().family().startsWith(request.familyPrefix()))
                .collect(Collectors.toMap(
                        each -> each.arn().family(),
                        each -> each.status() == RevisionStatus.ACTIVE,
                        Boolean::logicalOr,
                        TreeMap::new));
        List<String> families = active.entrySet().stream()
                .filter(family -> wanted(request, family.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        Page<String> page = Page.of(families, Function.identity(), request.maxResults(), request.nextToken(), 100);
        return ListTaskDefinitionFamiliesResponse.builder()
                .families(page.items())
                .nextToken(page.nextToken().orElse(null))
                .build();
    }

    private static boolean wanted(ListTaskDefinitionFamiliesRequest request, boolean active) {
        return switch (request.status()) {
            case ACTIVE -> active;
            case INACTIVE -> !active;
            case ALL, UNKNOWN_TO_SDK_VERSION -> true;
            case null -> true;
        };
    }
}
