package dev.kecs.acceptance.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The AWS CLI, pointed at one endpoint for all services.
///
/// @param directory where its output is kept; it has no configuration of its own
public record AwsCommand(URI endpoint, Path directory) {
    /// @param said standard output, or standard error when it failed
    public record Outcome(int exit, String said) {}

    public Outcome run(String... arguments) throws IOException, InterruptedException {
        // Version 1 of the AWS CLI does not read the variable for SQS.
        List<String> command = new ArrayList<>(List.of("aws", "--endpoint-url", endpoint.toString()));
        command.addAll(List.of(arguments));
        Path out = directory.resolve("aws.out");
        Path err = directory.resolve("aws.err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment()
                .putAll(Map.of(
                        "AWS_ENDPOINT_URL", endpoint.toString(),
                        "AWS_ACCESS_KEY_ID", "any",
                        "AWS_SECRET_ACCESS_KEY", "any",
                        "AWS_DEFAULT_REGION", "us-east-1",
                        "AWS_DEFAULT_OUTPUT", "text",
                        "AWS_CONFIG_FILE", directory.resolve("none").toString(),
                        "AWS_EC2_METADATA_DISABLED", "true"));
        Process process = builder.start();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("aws " + String.join(" ", arguments) + " did not end");
        }
        int exit = process.exitValue();
        return new Outcome(exit, Files.readString(exit == 0 ? out : err).strip());
    }

    /// Standard output.
    public String succeed(String... arguments) throws IOException, InterruptedException {
        Outcome outcome = run(arguments);
        assertThat(outcome.exit()).as(outcome.said()).isZero();
        return outcome.said();
    }
}
