package dev.kecs.acceptance.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.protocol.control.ControlMethods;
import dev.kecs.protocol.method.RpcMethod;
import dev.kecs.protocol.method.RpcNotification;
import dev.kecs.protocol.target.Endpoint;
import dev.kecs.protocol.target.SelectedTask;
import dev.kecs.protocol.target.Snapshot;
import dev.kecs.protocol.target.SnapshotReason;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The pages about `control.sock` name what the code has.
class ControlReferenceTest {
    private static final String PAGE = "docs/reference/control-sock.md";

    @Test
    void everyMethodAndNotificationHasARowWithItsMembers() throws IOException, IllegalAccessException {
        List<String> rows = lines(PAGE);
        List<String> named = new ArrayList<>();
        for (Field field : ControlMethods.class.getFields()) {
            switch (field.get(null)) {
                case RpcMethod<?, ?> method -> {
                    named.add(method.name());
                    assertRow(rows, method.name(), method.parameters());
                }
                case RpcNotification<?> notification -> {
                    named.add(notification.name());
                    assertRow(rows, notification.name(), notification.parameters());
                }
                default -> throw new AssertionError("neither a method nor a notification: " + field);
            }
        }
        assertThat(rows.stream().filter(row -> row.matches("\\| `[a-z]+\\.[a-z]+` \\|.*")))
                .as("rows of methods and notifications")
                .hasSameSizeAs(named);
    }

    private static void assertRow(List<String> rows, String name, Class<?> parameters) {
        String row = rows.stream()
                .filter(each -> each.startsWith("| `" + name + "` |"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(PAGE + " has no row for " + name));
        for (RecordComponent member : parameters.getRecordComponents()) {
            assertThat(row).contains("`" + member.getName() + "`");
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {Snapshot.class, SelectedTask.class, Endpoint.class})
    void everyMemberOfASnapshotIsThere(Class<?> part) throws IOException {
        String page = String.join("\n", lines(PAGE));
        for (RecordComponent member : part.getRecordComponents()) {
            assertThat(page).contains("`" + member.getName() + "`");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OK")
    void everyReasonIsExplained(SnapshotReason reason) throws IOException {
        assertThat(lines("docs/how-to/why-does-it-wait.md"))
                .anyMatch(line -> line.startsWith("| `") && line.contains("`" + reason.word() + "`"));
    }

    private static List<String> lines(String page) throws IOException {
        return Files.readAllLines(Checkout.here().root().resolve(page));
    }
}
