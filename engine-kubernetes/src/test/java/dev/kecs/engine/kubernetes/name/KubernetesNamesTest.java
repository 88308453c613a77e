package dev.kecs.engine.kubernetes.name;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.ecs.name.Scope;
import java.util.List;
import org.junit.jupiter.api.Test;

class KubernetesNamesTest {
    private static final ClusterArn CLUSTER = new ClusterArn(new Scope("us-east-1", "000000000000"), "test");
    private static final String LABEL = "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?";
    private static final List<String> ODD =
            List.of("Web_App", "web_app", "web-App", "-web", "web-", "_", "x".repeat(255), "9lives_", "A".repeat(63));

    @Test
    void legalNamesAreKept() {
        assertThat(KubernetesNames.label("web-1")).isEqualTo("web-1");
        assertThat(KubernetesNames.service(CLUSTER.service("web-1"))).isEqualTo("web-1");
        assertThat(KubernetesNames.value("Web_1.2")).isEqualTo("Web_1.2");
    }

    @Test
    void othersBecomeLegalAndStayDifferent() {
        List<String> labels = ODD.stream().map(KubernetesNames::label).toList();
        assertThat(labels).allMatch(name -> name.matches(LABEL)).doesNotHaveDuplicates();
        List<String> services =
                ODD.stream().map(CLUSTER::service).map(KubernetesNames::service).toList();
        assertThat(services)
                .allMatch(name -> name.matches("[a-z]([-a-z0-9]{0,61}[a-z0-9])?"))
                .doesNotHaveDuplicates();
        assertThat(ODD.stream().map(KubernetesNames::value))
                .allMatch(name -> name.matches("([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?"))
                .doesNotHaveDuplicates();
    }

    @Test
    void aServiceCannotTakeATasksName() {
        String task = KubernetesNames.pod(CLUSTER.task("0".repeat(32)));
        assertThat(KubernetesNames.service(CLUSTER.service(task))).isNotEqualTo(task);
    }

    @Test
    void joinedNamesFitAndDifferWhereTheirPartsMeet() {
        String one = KubernetesNames.joined("kecs", "a-b", "c", "a-b c");
        String other = KubernetesNames.joined("kecs", "a", "b-c", "a b-c");
        assertThat(one).startsWith("kecs-a-b-c-").isNotEqualTo(other);
        assertThat(KubernetesNames.joined("kecs", "i".repeat(60), "c".repeat(255), "all"))
                .matches(LABEL);
    }
}
