package dev.kecs.engine.kubernetes.pod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import dev.kecs.ecs.engine.TaskLaunch;
import dev.kecs.ecs.engine.environment.FetchedValues;
import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.ecs.name.Scope;
import dev.kecs.ecs.name.TaskDefinitionArn;
import dev.kecs.ecs.tag.Tags;
import dev.kecs.engine.kubernetes.name.KubernetesNames;
import dev.kecs.engine.kubernetes.name.Marks;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HostAlias;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ContainerCondition;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskOverride;
import software.amazon.awssdk.services.ecs.model.TransportProtocol;

@SuppressWarnings("unchecked") // the SDK takes generic varargs
class PodTranslationTest {
    private static final Scope SCOPE = new Scope("eu-west-1", "000000000000");
    private static final ClusterArn CLUSTER = new ClusterArn(SCOPE, "test");
    private static final String ID = "0123456789abcdef0123456789abcdef";

    private static PodTranslation translate(
            UnaryOperator<TaskDefinition.Builder> task, ContainerDefinition... containers) {
        return translate(task, TaskOverride.builder().build(), containers);
    }

    private static PodTranslation translate(
            UnaryOperator<TaskDefinition.Builder> task, TaskOverride overrides, ContainerDefinition... containers) {
        return translate(task, overrides, FetchedValues.NONE, containers);
    }

    private static PodTranslation translate(
            UnaryOperator<TaskDefinition.Builder> task,
            TaskOverride overrides,
            FetchedValues fetched,
            ContainerDefinition... containers) {
        TaskDefinition definition = task.apply(
                        TaskDefinition.builder().networkMode(NetworkMode.AWSVPC).containerDefinitions(containers))
                .build();
        return PodTranslation.of(
                new TaskLaunch(
                        CLUSTER.task(ID),
                        new TaskDefinitionArn(SCOPE, "web", 3),
                        definition,
                        overrides,
                        Optional.empty(),
                        true,
                        new TaskLaunch.Owner(
                                Optional.of(CLUSTER.service("Web_App")), new Tags(Map.of("Owner", "web team")))),
                fetched,
                new PodPlace(
                        new Marks("default", "0011223344556677"),
                        "namespace",
                        (arn, environment) -> environment.containsKey("OWN_ENDPOINT")
                                ? Map.of()
                                : Map.of("AWS_ENDPOINT_URL", "http://emulator"),
                        Map.of("kecs.internal", "172.18.0.1")));
    }

    private static ContainerDefinition.Builder web() {
        return ContainerDefinition.builder().name("web").image("example/web:1");
    }

    private static Container only(PodTranslation translation) {
        assertThat(translation.pod().getSpec().getContainers()).hasSize(1);
        return translation.pod().getSpec().getContainers().getFirst();
    }

    private static PodSpec spec(ContainerDefinition.Builder... containers) {
        return translate(
                        each -> each,
                        List.of(containers).stream()
                                .map(ContainerDefinition.Builder::build)
                                .toArray(ContainerDefinition[]::new))
                .pod()
                .getSpec();
    }

    private static Map<String, String> environment(Container container) {
        return container.getEnv().stream()
                .filter(each -> each.getValue() != null)
                .collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue));
    }

    @Test
    void aPodIsNeverRestartedAndCarriesItsMarks() {
        Pod pod = translate(each -> each, web().build()).pod();
        assertThat(pod.getSpec().getRestartPolicy()).isEqualTo("Never");
        assertThat(pod.getMetadata().getName()).isEqualTo("kecs-task-" + ID);
        assertThat(pod.getMetadata().getLabels())
                .containsEntry("kecs.dev/instance", "default")
                .containsEntry("kecs.dev/task", ID)
                .containsEntry("kecs.dev/service", "Web_App")
                .containsEntry("tag.kecs.dev/" + KubernetesNames.label("Owner"), KubernetesNames.value("web team"));
        assertThat(pod.getMetadata().getAnnotations())
                .containsEntry("kecs.dev/task-arn", CLUSTER.task(ID).toString())
                .containsEntry("kecs.dev/tags", "{\"Owner\":\"web team\"}");
    }

    @Test
    void entryPointAndCommandReplaceTheImagesOwn() {
        Container container = only(translate(
                each -> each,
                web().entryPoint("sh", "-c")
                        .command("echo $(HOME)")
                        .workingDirectory("/srv")
                        .build()));
        assertThat(container.getCommand()).containsExactly("sh", "-c");
        assertThat(container.getArgs()).containsExactly("echo $$(HOME)");
        assertThat(container.getWorkingDir()).isEqualTo("/srv");
        assertThat(container.getImagePullPolicy()).isEqualTo("IfNotPresent");
    }

    @Test
    void overridesCountBeforeTheDefinition() {
        TaskOverride overrides = TaskOverride.builder()
                .containerOverrides(override -> override.name("web")
                        .command("other")
                        .memory(64)
                        .environment(pair -> pair.name("B").value("new")))
                .build();
        Container container = only(translate(
                each -> each,
                overrides,
                web().command("one")
                        .memory(128)
                        .environment(
                                pair -> pair.name("A").value("1"),
                                pair -> pair.name("B").value("2"))
                        .build()));
        assertThat(container.getArgs()).containsExactly("other");
        assertThat(environment(container)).containsEntry("A", "1").containsEntry("B", "new");
        assertThat(container.getResources().getLimits()).containsEntry("memory", new Quantity("64Mi"));
    }

    @Test
    void hardLimitsLimitAndSoftOnesReserve() {
        Container container = only(translate(
                task -> task.cpu("512").memory("1 GB").ephemeralStorage(storage -> storage.sizeInGiB(30)),
                web().cpu(256).memoryReservation(100).build()));
        assertThat(container.getResources().getLimits())
                .containsEntry("memory", new Quantity("1024Mi"))
                .containsEntry("cpu", new Quantity("500m"))
                .containsEntry("ephemeral-storage", new Quantity("30Gi"));
        assertThat(container.getResources().getRequests())
                .containsEntry("memory", new Quantity("100Mi"))
                .containsEntry("cpu", new Quantity("25m"));
    }

    @Test
    void aHealthCheckIsAReadinessProbeThatRestartsNothing() {
        Container container = only(translate(
                each -> each,
                web().healthCheck(check -> check.command("CMD-SHELL", "curl -f localhost")
                                .interval(10)
                                .retries(2)
                                .startPeriod(20))
                        .build()));
        assertThat(container.getLivenessProbe()).isNull();
        assertThat(container.getStartupProbe()).isNull();
        assertThat(container.getReadinessProbe().getExec().getCommand())
                .containsExactly("/bin/sh", "-c", "curl -f localhost");
        assertThat(container.getReadinessProbe().getPeriodSeconds()).isEqualTo(10);
        assertThat(container.getReadinessProbe().getTimeoutSeconds()).isEqualTo(5);
        assertThat(container.getReadinessProbe().getFailureThreshold()).isEqualTo(2);
    }

    @Test
    void aContainerThatDependsOnOthersIsHeldByAKeyThatIsNotThereYet() {
        PodSpec spec = spec(
                web().dependsOn(on -> on.containerName("init").condition(ContainerCondition.SUCCESS)),
                ContainerDefinition.builder().name("init").image("example/init"));
        EnvVar gate = spec.getContainers().getFirst().getEnv().stream()
                .filter(each -> each.getName().equals("KECS_START_GATE"))
                .findFirst()
                .orElseThrow();
        assertThat(gate.getValueFrom().getConfigMapKeyRef().getName()).isEqualTo("kecs-task-" + ID);
        assertThat(gate.getValueFrom().getConfigMapKeyRef().getKey()).isEqualTo("web");
        assertThat(gate.getValueFrom().getConfigMapKeyRef().getOptional()).isFalse();
        assertThat(spec.getContainers().getLast().getEnv())
                .extracting(EnvVar::getName)
                .doesNotContain("KECS_START_GATE");
    }

    @Test
    void volumesAreSharedBetweenContainers() {
        PodSpec spec = translate(
                        task -> task.volumes(
                                volume -> volume.name("Shared_1"),
                                volume -> volume.name("host").host(host -> host.sourcePath("/var/data"))),
                        web().mountPoints(
                                        point -> point.sourceVolume("Shared_1").containerPath("/out"))
                                .build(),
                        ContainerDefinition.builder()
                                .name("reader")
                                .image("example/reader")
                                .mountPoints(point -> point.sourceVolume("host").containerPath("/host"))
                                .volumesFrom(from -> from.sourceContainer("web").readOnly(true))
                                .build())
                .pod()
                .getSpec();
        assertThat(spec.getVolumes()).hasSize(2);
        Volume shared = spec.getVolumes().getFirst();
        assertThat(shared.getEmptyDir()).isNotNull();
        assertThat(spec.getVolumes().getLast().getHostPath().getPath()).isEqualTo("/var/data");
        assertThat(spec.getContainers().getFirst().getVolumeMounts())
                .extracting(VolumeMount::getName, VolumeMount::getMountPath, VolumeMount::getReadOnly)
                .containsExactly(tuple(shared.getName(), "/out", false));
        assertThat(spec.getContainers().getLast().getVolumeMounts())
                .extracting(VolumeMount::getMountPath, VolumeMount::getReadOnly)
                .containsExactly(tuple("/host", false), tuple("/out", true));
    }

    @Test
    void sharedMemoryAndTmpfsAreVolumesInMemory() {
        PodSpec spec = spec(web().linuxParameters(linux -> linux.sharedMemorySize(256)
                .tmpfs(tmpfs -> tmpfs.containerPath("/scratch").size(64))));
        assertThat(spec.getVolumes())
                .allMatch(volume -> volume.getEmptyDir().getMedium().equals("Memory"))
                .extracting(volume -> volume.getEmptyDir().getSizeLimit())
                .containsExactly(new Quantity("256Mi"), new Quantity("64Mi"));
        assertThat(spec.getContainers().getFirst().getVolumeMounts())
                .extracting(VolumeMount::getMountPath)
                .containsExactly("/dev/shm", "/scratch");
    }

    @Test
    void whatAContainerMayDoIsItsSecurityContext() {
        var security = spec(web().user("1000:2000")
                        .privileged(true)
                        .readonlyRootFilesystem(true)
                        .linuxParameters(linux ->
                                linux.capabilities(all -> all.add("NET_ADMIN").drop("ALL"))))
                .getContainers()
                .getFirst()
                .getSecurityContext();
        assertThat(security.getRunAsUser()).isEqualTo(1000);
        assertThat(security.getRunAsGroup()).isEqualTo(2000);
        assertThat(security.getPrivileged()).isTrue();
        assertThat(security.getReadOnlyRootFilesystem()).isTrue();
        assertThat(security.getCapabilities().getAdd()).containsExactly("NET_ADMIN");
        assertThat(security.getCapabilities().getDrop()).containsExactly("ALL");
    }

    @Test
    void namesPlatformAndGraceAreThePods() {
        PodSpec spec = translate(
                        task -> task.runtimePlatform(platform -> platform.cpuArchitecture("X86_64")),
                        web().hostname("Front_End")
                                .stopTimeout(5)
                                .dnsServers("10.0.0.2")
                                .dnsSearchDomains("example.test")
                                .extraHosts(
                                        host -> host.hostname("a.test").ipAddress("10.0.0.1"),
                                        host -> host.hostname("b.test").ipAddress("10.0.0.1"))
                                .build(),
                        ContainerDefinition.builder()
                                .name("side")
                                .image("example/side")
                                .stopTimeout(50)
                                .build())
                .pod()
                .getSpec();
        assertThat(spec.getTerminationGracePeriodSeconds()).isEqualTo(50);
        assertThat(spec.getNodeSelector()).containsExactly(Map.entry("kubernetes.io/arch", "amd64"));
        assertThat(spec.getHostAliases())
                .containsExactly(
                        new HostAlias(List.of("a.test", "b.test"), "10.0.0.1"),
                        new HostAlias(List.of("kecs.internal"), "172.18.0.1"));
        assertThat(spec.getDnsConfig().getNameservers()).containsExactly("10.0.0.2");
        assertThat(spec.getDnsPolicy()).isEqualTo("None");
        assertThat(spec.getHostname()).startsWith("front-end");
    }

    @Test
    void thePlanThatThePodCarriesIsReadAgain() {
        Pod pod = translate(
                        each -> each,
                        web().portMappings(
                                        port -> port.containerPort(80),
                                        port -> port.containerPort(53).protocol(TransportProtocol.UDP))
                                .dependsOn(on -> on.containerName("init").condition(ContainerCondition.COMPLETE))
                                .healthCheck(check -> check.command("CMD", "true"))
                                .build())
                .pod();
        PodPlan plan = PodPlan.of(pod).orElseThrow();
        assertThat(plan.publicIp()).isTrue();
        assertThat(plan.containers())
                .containsExactly(new PodPlan.Container(
                        "web",
                        "web",
                        Map.of("init", "COMPLETE"),
                        Optional.of(new PodPlan.Check(0, 90)),
                        List.of(new PodPlan.Port(80, "tcp"), new PodPlan.Port(53, "udp"))));
    }

    @Test
    void whatWasFetchedIsInASecretAndNowhereInThePod() {
        PodTranslation translation = translate(
                each -> each,
                TaskOverride.builder().build(),
                new FetchedValues(
                        Map.of("web", Map.of("PASSWORD", "s3cret", "DECLARED_TOO", "s3cret too")),
                        Map.of("web", Map.of("OF FILE", "s3cret as well", "MODE", "not this"))),
                web().environment(
                                KeyValuePair.builder()
                                        .name("MODE")
                                        .value("loud")
                                        .build(),
                                KeyValuePair.builder()
                                        .name("DECLARED_TOO")
                                        .value("not this")
                                        .build())
                        .secrets(secret -> secret.name("PASSWORD").valueFrom("/db"))
                        .build());
        assertThat(translation.pod().toString()).doesNotContain("s3cret");
        assertThat(translation.warnings()).isEmpty();
        assertThat(environment(only(translation)))
                .containsEntry("MODE", "loud")
                .containsEntry("AWS_ENDPOINT_URL", "http://emulator")
                .doesNotContainKeys("PASSWORD", "DECLARED_TOO", "OF FILE");
        Secret secret = translation.secret().orElseThrow();
        assertThat(secret.getMetadata().getName()).isEqualTo("kecs-task-" + ID);
        assertThat(secret.getMetadata().getLabels()).containsEntry("kecs.dev/task", ID);
        Map<String, String> found = only(translation).getEnv().stream()
                .filter(each -> each.getValue() == null && each.getValueFrom().getSecretKeyRef() != null)
                .collect(Collectors.toMap(EnvVar::getName, each -> {
                    assertThat(each.getValueFrom().getSecretKeyRef().getName()).isEqualTo("kecs-task-" + ID);
                    String key = each.getValueFrom().getSecretKeyRef().getKey();
                    assertThat(key).matches("[-._a-zA-Z0-9]+");
                    return new String(
                            Base64.getDecoder().decode(secret.getData().get(key)), StandardCharsets.UTF_8);
                }));
        assertThat(found)
                .containsOnly(
                        entry("PASSWORD", "s3cret"),
                        entry("DECLARED_TOO", "s3cret too"),
                        entry("OF FILE", "s3cret as well"));
        assertThat(TaskSecret.isOf(translation.pod())).isTrue();
    }

    @Test
    void aTaskThatRefersToNothingHasNoSecretAndWhatItSaysItselfCounts() {
        PodTranslation translation = translate(
                each -> each,
                web().environment(KeyValuePair.builder()
                                .name("OWN_ENDPOINT")
                                .value("yes")
                                .build())
                        .build());
        assertThat(translation.secret()).isEmpty();
        assertThat(TaskSecret.isOf(translation.pod())).isFalse();
        assertThat(environment(only(translation))).doesNotContainKey("AWS_ENDPOINT_URL");
    }

    @Test
    void whatHasNoCounterpartIsNamed() {
        PodTranslation translation = translate(
                task -> task.taskRoleArn("arn:aws:iam::000000000000:role/web"),
                web().user("nginx")
                        .ulimits(limit -> limit.name("nofile").softLimit(1).hardLimit(2))
                        .repositoryCredentials(each -> each.credentialsParameter("arn:of:something"))
                        .logConfiguration(log -> log.logDriver(LogDriver.AWSLOGS))
                        .linuxParameters(linux -> linux.initProcessEnabled(true))
                        .stopTimeout(10)
                        .build(),
                ContainerDefinition.builder().name("side").image("example/side").build());
        assertThat(translation.warnings())
                .extracting(sentence -> sentence.substring(0, sentence.indexOf(" has no counterpart")))
                .containsExactlyInAnyOrder(
                        "taskRoleArn",
                        "container 'web' user",
                        "container 'web' ulimits",
                        "container 'web' repositoryCredentials",
                        "container 'web' logConfiguration",
                        "container 'web' linuxParameters.initProcessEnabled",
                        "stopTimeout");
    }

    @Test
    void aPlainDefinitionIsTranslatedWithoutAWord() {
        assertThat(translate(
                                each -> each.cpu("256").memory("512"),
                                web().essential(true).build())
                        .warnings())
                .isEmpty();
    }
}
