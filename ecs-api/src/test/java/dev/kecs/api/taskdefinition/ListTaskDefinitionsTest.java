package dev.kecs.api.taskdefinition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kecs.api.BootedApi;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.SortOrder;

/// ListTaskDefinitions and ListTaskDefinitionFamilies.
class ListTaskDefinitionsTest {
    private final BootedApi api = new BootedApi();
    private final EcsClient ecs = api.ecs();

    @AfterEach
    void close() {
        api.close();
    }

    private static String arn(String familyAndRevision) {
        return BootedApi.arn("task-definition/" + familyAndRevision);
    }

    private void register(String family, int revisions) {
        for (int i = 0; i < revisions; i++) {
            api.register(family);
        }
    }

    private List<String> all(SortOrder order, int pageSize) {
        List<String> arns = new ArrayList<>();
        ecs.listTaskDefinitionsPaginator(r -> r.sort(order).maxResults(pageSize))
                .forEach(page -> {
                    assertThat(page.taskDefinitionArns()).hasSizeLessThanOrEqualTo(pageSize);
                    arns.addAll(page.taskDefinitionArns());
                });
        return arns;
    }

    @Test
    void revisionsAreSortedByFamilyAndThenAsNumbersInPagesOfAnySize() {
        register("web", 11);
        register("web-admin", 1);
        register("Web", 1);
        List<String> ascending = new ArrayList<>(List.of(arn("Web:1")));
        IntStream.rangeClosed(1, 11).mapToObj(i -> arn("web:" + i)).forEach(ascending::add);
        ascending.add(arn("web-admin:1"));
        for (int size : List.of(1, 4, 13, 100)) {
            assertThat(all(SortOrder.ASC, size)).isEqualTo(ascending);
            assertThat(all(SortOrder.DESC, size)).isEqualTo(ascending.reversed());
        }
    }

    @Test
    void aPageGoesOnWhereTheLastOneEndedWhateverHasGoneMeanwhile() {
        register("web", 6);
        for (SortOrder order : List.of(SortOrder.ASC, SortOrder.DESC)) {
            var first = ecs.listTaskDefinitions(r -> r.sort(order).maxResults(2));
            String last = first.taskDefinitionArns().getLast();
            ecs.deregisterTaskDefinition(r -> r.taskDefinition(last));
            var second =
                    ecs.listTaskDefinitions(r -> r.sort(order).maxResults(2).nextToken(first.nextToken()));
            assertThat(second.taskDefinitionArns()).hasSize(2).doesNotContainAnyElementsOf(first.taskDefinitionArns());
        }
    }

    @Test
    void onlyActiveOnesAreListedUnlessAnotherStatusIsAsked() {
        register("web", 3);
        ecs.deregisterTaskDefinition(r -> r.taskDefinition("web:1"));
        ecs.deregisterTaskDefinition(r -> r.taskDefinition("web:2"));
        ecs.deleteTaskDefinitions(r -> r.taskDefinitions("web:2"));
        assertThat(ecs.listTaskDefinitions().taskDefinitionArns()).containsExactly(arn("web:3"));
        assertThat(ecs.listTaskDefinitions(r -> r.status("INACTIVE")).taskDefinitionArns())
                .containsExactly(arn("web:1"));
        assertThat(ecs.listTaskDefinitions(r -> r.status("DELETE_IN_PROGRESS")).taskDefinitionArns())
                .containsExactly(arn("web:2"));
    }

    @Test
    void aFamilyPrefixIsAWholeNameForRevisionsAndAPrefixForFamilies() {
        register("web", 1);
        register("web-admin", 1);
        assertThat(ecs.listTaskDefinitions(r -> r.familyPrefix("web")).taskDefinitionArns())
                .containsExactly(arn("web:1"));
        assertThat(ecs.listTaskDefinitionFamilies(r -> r.familyPrefix("web")).families())
                .containsExactly("web", "web-admin");
    }

    @Test
    void aFamilyIsActiveWhileAnyOfItsRevisionsIs() {
        register("old", 1);
        register("both", 2);
        register("new", 1);
        ecs.deregisterTaskDefinition(r -> r.taskDefinition("old:1"));
        ecs.deregisterTaskDefinition(r -> r.taskDefinition("both:2"));
        assertThat(ecs.listTaskDefinitionFamilies().families()).containsExactly("both", "new", "old");
        assertThat(ecs.listTaskDefinitionFamilies(r -> r.status("ALL")).families())
                .containsExactly("both", "new", "old");
        assertThat(ecs.listTaskDefinitionFamilies(r -> r.status("ACTIVE")).families())
                .containsExactly("both", "new");
        assertThat(ecs.listTaskDefinitionFamilies(r -> r.status("INACTIVE")).families())
                .containsExactly("old");
    }

    @Test
    void familiesComeInPages() {
        List<String> families = List.of("a", "b", "c", "d", "e");
        families.forEach(family -> register(family, 1));
        assertThat(ecs.listTaskDefinitionFamiliesPaginator(r -> r.maxResults(2)).families())
                .containsExactlyElementsOf(families);
    }

    @Test
    void everyRegionHasItsOwn() {
        register("web", 1);
        try (EcsClient elsewhere = api.client("us-west-2")) {
            assertThat(elsewhere.listTaskDefinitions().taskDefinitionArns()).isEmpty();
            assertThat(elsewhere.listTaskDefinitionFamilies().families()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 101})
    void aPageHasOneToAHundredItems(int size) {
        assertThatThrownBy(() -> ecs.listTaskDefinitions(r -> r.maxResults(size)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("maxResults must be between 1 and 100");
        assertThatThrownBy(() -> ecs.listTaskDefinitionFamilies(r -> r.maxResults(size)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("maxResults must be between 1 and 100");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "!!!", "d2ViOjE"})
    void aForeignTokenIsRefused(String token) {
        assertThatThrownBy(() -> ecs.listTaskDefinitions(r -> r.nextToken(token)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Invalid token");
        assertThatThrownBy(() -> ecs.listTaskDefinitionFamilies(r -> r.nextToken(token)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Invalid token");
    }

    @Test
    void unknownStatusesAndOrdersAreRefusedWithThoseThereAre() {
        assertThatThrownBy(() -> ecs.listTaskDefinitions(r -> r.status("OLD")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("status: 'OLD' is not one of [ACTIVE, DELETE_IN_PROGRESS, INACTIVE]");
        assertThatThrownBy(() -> ecs.listTaskDefinitions(r -> r.sort("UP")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("sort: 'UP' is not one of [ASC, DESC]");
        assertThatThrownBy(() -> ecs.listTaskDefinitionFamilies(r -> r.status("DELETE_IN_PROGRESS")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("status: 'DELETE_IN_PROGRESS' is not one of [ACTIVE, ALL, INACTIVE]");
    }
}
