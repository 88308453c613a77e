package dev.kecs.acceptance.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kecs.protocol.method.RpcMethod;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A page of docs/, compared with the code that it describes.
///
/// @param path from the checkout's root
record ReferencePage(String path, List<String> lines) {
    private static final Set<String> NOTIFICATIONS =
            Set.of("target.snapshot", "routes.table", "log.chunk", "exec.output");

    static ReferencePage read(String path) throws IOException {
        return new ReferencePage(path, Files.readAllLines(Checkout.here().root().resolve(path)));
    }

    /// Each method has a row with its parameters, and no row is of anything else.
    void assertRowsOfMethods(Class<?>... holders) throws IllegalAccessException {
        List<String> named = new ArrayList<>();
        for (Class<?> holder : holders) {
            for (Field field : holder.getFields()) {
                if (field.get(null) instanceof RpcMethod<?, ?> method) {
                    named.add(method.name());
                    assertRow(method.name(), method.parameters());
                }
            }
        }
        assertThat(named).isNotEmpty();
        assertThat(lines.stream()
                        .filter(row -> row.matches("\\| `[a-z]+\\.[a-z]+` \\|.*"))
                        .map(row -> row.split("`", 3)[1])
                        .filter(name -> !NOTIFICATIONS.contains(name)))
                .containsExactlyInAnyOrderElementsOf(named);
    }

    /// There is a row that begins with the name and has the members of a record.
    void assertRow(String name, Class<?> members) {
        String row = lines.stream()
                .filter(each -> each.startsWith("| `" + name + "` |"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(path + " has no row for " + name));
        for (RecordComponent member : members.getRecordComponents()) {
            assertThat(row).contains("`" + name(member) + "`");
        }
    }

    /// Every member of the record is somewhere on the page.
    void assertMembers(Class<?> part) {
        assertThat(part.getRecordComponents()).isNotEmpty();
        String page = String.join("\n", lines);
        for (RecordComponent member : part.getRecordComponents()) {
            assertThat(page).as(part.getSimpleName()).contains("`" + name(member) + "`");
        }
    }

    private static String name(RecordComponent member) {
        JsonProperty said = member.getAccessor().getAnnotation(JsonProperty.class);
        return said == null || said.value().isEmpty() ? member.getName() : said.value();
    }
}
