package dev.kecs.api.tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kecs.api.BootedApi;
import dev.kecs.testkit.sample.Samples;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.Tag;

class TagsTest {
    private final BootedApi api = new BootedApi();
    private final EcsClient ecs = api.ecs();

    @BeforeEach
    void createOneOfEach() {
        ecs.createCluster(r -> r.clusterName("production"));
        api.register("webapp");
        api.stores().atomically(() -> {
            api.stores().services().put(Samples.service(Samples.PRODUCTION.service("web")));
            api.stores().tasks().put(Samples.task(1));
        });
    }

    @AfterEach
    void close() {
        api.close();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    private List<Tag> tags(String arn) {
        return ecs.listTagsForResource(r -> r.resourceArn(arn)).tags();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cluster/production",
                "task-definition/webapp:1",
                "service/production/web",
                "task/production/00000000000000000000000000000001"
            })
    void tagsAreAddedReplacedAndTakenAway(String resource) {
        String arn = BootedApi.arn(resource);
        ecs.tagResource(r -> r.resourceArn(arn).tags(tag("a", "1"), tag("b", "2")));
        ecs.tagResource(r -> r.resourceArn(arn).tags(tag("b", "3")));
        assertThat(tags(arn)).contains(tag("a", "1"), tag("b", "3"));
        ecs.untagResource(r -> r.resourceArn(arn).tagKeys("a", "none"));
        assertThat(tags(arn)).contains(tag("b", "3")).doesNotContain(tag("a", "1"));
    }

    @Test
    void aResourceHasAtMostFiftyTags() {
        String arn = BootedApi.arn("cluster/production");
        List<Tag> fifty =
                IntStream.range(0, 50).mapToObj(i -> tag("k" + i, "v")).toList();
        ecs.tagResource(r -> r.resourceArn(arn).tags(fifty));
        assertThatThrownBy(() -> ecs.tagResource(r -> r.resourceArn(arn).tags(tag("one-more", "v"))))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("at most 50");
        assertThat(tags(arn)).hasSize(50);
    }

    @Test
    void whatIsNotThereIsNamed() {
        assertThatThrownBy(() -> tags(BootedApi.arn("cluster/none"))).isInstanceOf(ClusterNotFoundException.class);
        assertThatThrownBy(() -> tags(BootedApi.arn("service/production/none")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("The specified service was not found");
        assertThatThrownBy(() -> tags(BootedApi.arn("service/web")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Long arn format must be used");
        assertThatThrownBy(() -> tags("production"))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Invalid resource ARN: 'production'");
    }
}
