package dev.kecs.engine.kubernetes.k3d;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DockerPublishedPortsTest {
    private final ScriptedPrograms programs = new ScriptedPrograms();
    private final DockerPublishedPorts ports = new DockerPublishedPorts(programs);

    @Test
    void portsOfRunningAndOfStoppedContainersAreKnown() {
        programs.answer("docker ps", "one\ntwo\nthree\n").answer("docker inspect", """
                        /web\trunning\t{"80/tcp":[{"HostIp":"","HostPort":"8090"}]}\t{"80/tcp":[{"HostIp":"0.0.0.0","HostPort":"8090"}]}
                        /old\texited\t{"80/tcp":[{"HostIp":"127.0.0.1","HostPort":"8091"}],"81/tcp":[{"HostIp":"","HostPort":"0"}]}\t{}
                        /any\trunning\t{"80/tcp":[{"HostIp":"","HostPort":"0"}]}\t{"80/tcp":[{"HostIp":"0.0.0.0","HostPort":"32768"}]}
                        """);
        assertThat(ports.now())
                .isEqualTo(Map.of(8090, "container web", 8091, "container old (exited)", 32768, "container any"));
        assertThat(programs.asked()).last().asString().endsWith("one two three");
    }

    @Test
    void aContainerThatWentMeanwhileDoesNotHideTheOthers() {
        programs.answer("docker ps", "one\ngone\n")
                .fail(
                        "docker inspect",
                        "/web\trunning\t{\"80/tcp\":[{\"HostPort\":\"8090\"}]}\t{}\nError: No such container: gone\n");
        assertThat(ports.now()).isEqualTo(Map.of(8090, "container web"));
    }

    @Test
    void whereDockerDoesNotAnswerNothingIsPublished() {
        programs.fail("docker ps", "Cannot connect to the Docker daemon");
        assertThat(ports.now()).isEmpty();
    }
}
