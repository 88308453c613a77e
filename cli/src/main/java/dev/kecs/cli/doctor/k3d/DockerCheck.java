package dev.kecs.cli.doctor.k3d;

import dev.kecs.cli.doctor.Check;
import dev.kecs.cli.doctor.Finding;
import dev.kecs.cli.doctor.k3d.Question.Answer;
import java.util.List;

/// Whether the Docker engine answers to this user.
record DockerCheck(Question question) implements Check {
    private static final String SUBJECT = "docker";

    @Override
    public Finding look() {
        Answer answer = question.ask(List.of("docker", "version", "--format", "{{.Server.Version}}"));
        if (answer.succeeded()) {
            return Finding.ok(SUBJECT, "engine " + lastLine(answer.text()) + " answers");
        }
        if (answer.exit() == Answer.ABSENT) {
            return Finding.fail(
                    SUBJECT,
                    "the docker CLI is not on the PATH",
                    "Install Docker: https://docs.docker.com/engine/install/");
        }
        if (answer.text().contains("permission denied")) {
            return Finding.fail(
                    SUBJECT,
                    "this user may not use the Docker engine's socket",
                    "Join its group and log in again: sudo usermod -aG docker $USER");
        }
        if (answer.text().contains("Cannot connect") || answer.text().contains("daemon running")) {
            return Finding.fail(
                    SUBJECT,
                    "the Docker engine does not run",
                    "Start it: sudo systemctl start docker, or Docker Desktop");
        }
        return Finding.fail(SUBJECT, lastLine(answer.text()), "Run: docker version");
    }

    private static String lastLine(String text) {
        return text.lines().reduce("", (earlier, later) -> later);
    }
}
