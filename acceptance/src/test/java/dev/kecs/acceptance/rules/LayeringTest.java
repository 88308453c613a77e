package dev.kecs.acceptance.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Who may import whom. The table below is the one that ARCHITECTURE.md draws; what is not in it is forbidden.
class LayeringTest {
    private static final String MODEL = "software.amazon.awssdk.services.ecs.model.";
    private static final String SDK_CORE = "software.amazon.awssdk.core.";
    private static final String SDK = "software.amazon.awssdk.";
    private static final String LOG = "org.slf4j.";
    private static final String JSON = "tools.jackson.";
    private static final String JSON_ANNOTATIONS = "com.fasterxml.jackson.annotation.";

    private static final String TERMINAL = "org.jline.";

    private static final List<ModuleRule> MODULES = List.of(
            ModuleRule.of("ecs").with(MODEL, SDK_CORE, LOG),
            ModuleRule.of("aws-json").with(SDK, JSON, JSON_ANNOTATIONS),
            ModuleRule.of("testkit")
                    .uses("ecs")
                    .with(
                            MODEL,
                            SDK_CORE,
                            LOG,
                            JSON,
                            JSON_ANNOTATIONS,
                            "org.junit.",
                            "org.assertj.",
                            "org.awaitility."),
            ModuleRule.of("scheduler").uses("ecs").with(MODEL, SDK_CORE, LOG),
            ModuleRule.of("ecs-api").uses("ecs", "aws-json").with(SDK, LOG, JSON, "io.prometheus.metrics."),
            ModuleRule.of("storage-duckdb")
                    .uses("ecs", "aws-json")
                    .with(SDK, LOG, JSON, JSON_ANNOTATIONS, "org.duckdb."),
            ModuleRule.of("host-ports"),
            ModuleRule.of("config-file").with("org.snakeyaml.engine."),
            ModuleRule.of("echo"),
            ModuleRule.of("engine-process")
                    .uses("ecs", "host-ports")
                    .with(MODEL, SDK_CORE, LOG, JSON, JSON_ANNOTATIONS),
            ModuleRule.of("engine-kubernetes")
                    .uses("ecs", "host-ports")
                    .with(MODEL, SDK_CORE, LOG, JSON, JSON_ANNOTATIONS, "io.fabric8."),
            ModuleRule.of("aws-emulator").uses("ecs", "host-ports").with(LOG, JSON),
            ModuleRule.of("session-manager").uses("ecs").with(LOG, JSON, "io.undertow.", "org.xnio."),
            ModuleRule.of("forward-protocol").with(JSON, JSON_ANNOTATIONS),
            ModuleRule.of("forward-agent")
                    .uses("forward-protocol", "forward-config", "config-file")
                    .with(LOG, JSON, JSON_ANNOTATIONS, "sun.nio.ch.", "io.undertow.", "org.xnio."),
            ModuleRule.of("forward-config").uses("forward-protocol", "config-file"),
            ModuleRule.of("cli")
                    .uses("forward-protocol", "forward-config", "config-file", "picocli")
                    .with(JSON, JSON_ANNOTATIONS, TERMINAL),
            ModuleRule.of("server")
                    .uses(
                            "ecs",
                            "aws-json",
                            "scheduler",
                            "ecs-api",
                            "storage-duckdb",
                            "engine-process",
                            "engine-kubernetes",
                            "aws-emulator",
                            "session-manager",
                            "config-file",
                            "forward-config",
                            "forward-protocol",
                            "host-ports")
                    .with(MODEL, SDK_CORE, LOG, JSON, JSON_ANNOTATIONS, "io.prometheus.metrics."));

    static Stream<Arguments> modules() {
        return MODULES.stream().map(rule -> argumentSet(rule.module(), rule));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void aModuleRefersOnlyToWhatItsRowNames(ModuleRule rule) {
        List<String> offences = Product.CLASSES.stream()
                .filter(type -> Product.moduleOf(type).equals(Optional.of(rule.module())))
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(dependency -> !rule.allows(dependency))
                .map(Dependency::getDescription)
                .sorted()
                .toList();
        assertThat(offences)
                .as("what module %s may not refer to", rule.module())
                .isEmpty();
    }

    @Test
    void everyModuleWithClassesHasARow() {
        List<String> rows = MODULES.stream().map(ModuleRule::module).toList();
        assertThat(Product.CLASSES.stream()
                        .map(type -> Product.moduleOf(type).orElse("outside any module: " + type.getName()))
                        .distinct()
                        .sorted()
                        .toList())
                .isNotEmpty()
                .isSubsetOf(rows);
    }

    @Test
    void theRelayKnowsNoTargetNoSessionAndNoJson() {
        noClasses()
                .that()
                .resideInAPackage("dev.kecs.agent.relay..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages("dev.kecs.agent.relay..", "java..", "sun.nio.ch..", "org.jspecify..")
                .allowEmptyShould(true)
                .check(Product.CLASSES);
    }

    @Test
    void onlyTheTerminalScreenKnowsTerminals() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.kecs.cli.forward.screen..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.jline..")
                .check(Product.CLASSES);
    }

    @Test
    void onlyMainsReadTheEnvironment() {
        List<String> readers = Product.CLASSES.stream()
                .flatMap(type -> type.getMethodCallsFromSelf().stream())
                .filter(call -> call.getTargetOwner().isEquivalentTo(System.class))
                .filter(call -> call.getTarget().getName().equals("getenv"))
                .filter(call -> !isMain(call.getOriginOwner()))
                .map(call -> call.getDescription())
                .sorted()
                .toList();
        assertThat(readers).as("readers of the environment besides the mains").isEmpty();
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("dev.kecs.(**)")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(Product.CLASSES);
    }

    private static boolean isMain(JavaClass type) {
        JavaClass outermost = type;
        while (outermost.getEnclosingClass().isPresent()) {
            outermost = outermost.getEnclosingClass().get();
        }
        return outermost.getSimpleName().equals("Main");
    }
}
