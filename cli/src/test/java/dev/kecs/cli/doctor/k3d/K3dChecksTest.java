package dev.kecs.cli.doctor.k3d;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.cli.doctor.Finding;
import dev.kecs.cli.doctor.Finding.Verdict;
import dev.kecs.cli.doctor.k3d.Question.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class K3dChecksTest {
    private static final long GIB = 1L << 30;

    private static Question answering(int exit, String text) {
        return command -> new Answer(exit, text);
    }

    private static void assertFound(Finding finding, Verdict verdict, String detail, String advice) {
        assertThat(finding.verdict()).isEqualTo(verdict);
        assertThat(finding.detail()).contains(detail);
        assertThat(finding.advice()).contains(advice);
    }

    @Test
    void dockerThatAnswersIsFine() {
        assertFound(new DockerCheck(answering(0, "27.3.1")).look(), Verdict.OK, "engine 27.3.1 answers", "");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    -1 | error=2 | not on the PATH | Install Docker
                    1  | permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock | may not use | usermod -aG docker
                    1  | Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running? | does not run | systemctl start docker
                    -2 | no answer within 20 s | no answer within 20 s | docker version
                    """)
    void dockerThatDoesNotAnswerIsAFailureWithTheWayOut(int exit, String said, String detail, String advice) {
        assertFound(new DockerCheck(answering(exit, said)).look(), Verdict.FAIL, detail, advice);
    }

    @ParameterizedTest
    @CsvSource({
        "0, k3d version v5.8.3, OK",
        "0, k3d version v5.4.0, OK",
        "0, k3d version v5.3.0, FAIL",
        "0, k3d version v4.4.8, FAIL",
        "0, k3d version v6.0.0-rc.1, WARN",
        "0, something else, FAIL",
        "-1, error=2, FAIL"
    })
    void k3dIsNeededInAVersionThatIsKnown(int exit, String said, Verdict verdict) {
        Finding finding = new K3dCheck(answering(exit, said)).look();
        assertThat(finding.verdict()).isEqualTo(verdict);
        assertThat(finding.advice())
                .satisfies(advice -> assertThat(advice.isEmpty()).isEqualTo(verdict == Verdict.OK));
    }

    @ParameterizedTest
    @CsvSource({"100, 200, OK", "4, 60, WARN", "4, 100, FAIL", "1, 10, FAIL"})
    void littleSpaceIsAFinding(long free, long whole, Verdict verdict) {
        DiskCheck check = new DiskCheck(
                answering(0, "/var/lib/docker"),
                directory -> new DiskCheck.Space(OptionalLong.of(free * GIB), whole * GIB));
        assertThat(check.look().verdict()).isEqualTo(verdict);
    }

    @Test
    void spaceThatNobodyKnowsIsNoFailure() {
        assertThat(new DiskCheck(answering(1, "no docker"), DiskCheck.Space::of)
                        .look()
                        .verdict())
                .isEqualTo(Verdict.OK);
        assertFound(
                new DiskCheck(answering(0, "/no/such/directory/of/kecs"), DiskCheck.Space::of).look(),
                Verdict.OK,
                "a machine of its own",
                "");
        assertThat(DiskCheck.Space.of(Path.of("/")).free()).isPresent();
    }

    @Test
    void programsAreAskedAndEndedWhenTheyDoNotAnswer() {
        Question question = new ProcessQuestion(Duration.ofSeconds(1));
        assertThat(question.ask(List.of("sh", "-c", "echo out; echo err >&2; exit 3")))
                .isEqualTo(new Answer(3, "out\nerr"));
        assertThat(question.ask(List.of("no-such-program-of-kecs")).exit()).isEqualTo(Answer.ABSENT);
        assertThat(question.ask(List.of("sleep", "600")).exit()).isEqualTo(Answer.SILENT);
    }
}
