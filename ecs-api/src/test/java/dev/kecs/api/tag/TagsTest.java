package dev.kecs.api.tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kecs.api.BootedApi;
import dev.kecs.ecs.service.ServiceStatus;
import dev.kecs.ecs.tag.Tags;
import dev.kecs.ecs.task.Task;
import dev.kecs.ecs.task.TaskState;
import dev.kecs.testkit.sample.Samples;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
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

    @Test
    void whatHasEndedIsNotTagged() {
        String task = BootedApi.arn("task/production/" + Samples.taskId(1));
        String service = BootedApi.arn("service/production/web");
        api.stores().atomically(() -> {
            Task running = Samples.task(1);
            TaskState.Stopped stopped =
                    new TaskState.Stopped(Optional.empty(), Samples.START, Optional.empty(), Samples.START);
            api.stores().tasks().put(running.with(new Task.Observed(stopped, List.of(), List.of())));
            api.stores()
                    .services()
                    .put(Samples.service(Samples.PRODUCTION.service("web")).with(ServiceStatus.INACTIVE));
        });
        ecs.deleteCluster(r -> r.cluster("production"));
        assertRefused(task, "The specified task is stopped. Specify a running task and try again.");
        assertRefused(service, "The specified service is inactive. Specify an active service and try again.");
        assertRefused(
                BootedApi.arn("cluster/production"),
                "The specified cluster is inactive. Specify an active cluster and try again.");
    }

    private void assertRefused(String arn, String message) {
        assertThatThrownBy(() -> tags(arn))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining(message);
        assertThatThrownBy(() -> ecs.tagResource(r -> r.resourceArn(arn).tags(tag("a", "1"))))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining(message);
        assertThatThrownBy(() -> ecs.untagResource(r -> r.resourceArn(arn).tagKeys("a")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining(message);
    }

    static Stream<Arguments> illegalTags() {
        return Stream.of(
                Arguments.of("aws:team", "v", "tags[1].key: Invalid tag key 'aws:team': the prefix aws: is reserved"),
                Arguments.of("AWS:team", "v", "the prefix aws: is reserved"),
                Arguments.of("a*b", "v", "tags[1].key: Invalid tag key 'a*b'"),
                Arguments.of("", "v", "tags[1].key must have 1 to 128 characters, and has 0"),
                Arguments.of("k".repeat(129), "v", "tags[1].key must have 1 to 128 characters, and has 129"),
                Arguments.of("team", "v".repeat(257), "tags[1].value must have 0 to 256 characters, and has 257"),
                Arguments.of("team", "a\tb", "tags[1].value: Invalid value of tag 'team'"),
                Arguments.of("first", "again", "tags[1].key: Duplicate tag keys found: 'first'"));
    }

    @ParameterizedTest
    @MethodSource("illegalTags")
    void anIllegalTagIsRefusedWithItsPathAndNoneIsAdded(String key, String value, String message) {
        String arn = BootedApi.arn("cluster/production");
        assertThatThrownBy(() -> ecs.tagResource(r -> r.resourceArn(arn).tags(tag("first", "v"), tag(key, value))))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining(message);
        assertThat(tags(arn)).isEmpty();
    }

    @Test
    void tagsOfAwsItselfAreNotCountedNorTakenAway() {
        String arn = BootedApi.arn("task/production/" + Samples.taskId(1));
        api.stores()
                .atomically(() ->
                        api.stores().tasks().put(Samples.task(1).with(new Tags(Map.of("aws:ecs:clusterName", "x")))));
        List<Tag> fifty =
                IntStream.range(0, 50).mapToObj(i -> tag("k" + i, "v")).toList();
        ecs.tagResource(r -> r.resourceArn(arn).tags(fifty));
        assertThat(tags(arn)).hasSize(51);
        assertThatThrownBy(() -> ecs.untagResource(r -> r.resourceArn(arn).tagKeys("k0", "aws:ecs:clusterName")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("tagKeys[1]: Invalid tag key 'aws:ecs:clusterName'");
        assertThat(tags(arn)).hasSize(51);
    }

    @Test
    void aFamilyIsNoResourceAndRequiredMembersAreNamed() {
        assertThatThrownBy(() -> tags(BootedApi.arn("task-definition/webapp")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Invalid resource ARN");
        assertThatThrownBy(() -> ecs.tagResource(r -> r.tags(tag("a", "1"))))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("resourceArn: a value is required");
        assertThatThrownBy(() -> ecs.tagResource(r -> r.resourceArn(BootedApi.arn("cluster/production"))))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("tags: a value is required");
    }
}
