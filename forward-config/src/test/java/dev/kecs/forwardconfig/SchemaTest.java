package dev.kecs.forwardconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.kecs.config.InvalidConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The parser and the schema for editors are of one mind about the same files, but for what no schema can say.
class SchemaTest {
    private static final Path DOCS = Path.of("../docs/reference");
    private static final Path FILES = Path.of("src/test/resources/files");
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(read(DOCS.resolve("port-forward.schema.json")));

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Path> files(String directory) throws IOException {
        try (Stream<Path> files = Files.list(FILES.resolve(directory))) {
            return files.sorted().toList();
        }
    }

    static List<Path> understood() throws IOException {
        return Stream.concat(
                        files("understood").stream(), Stream.of(Path.of("../examples/port-forward/port-forward.yaml")))
                .toList();
    }

    static List<Path> refused() throws IOException {
        return files("refused");
    }

    static List<Path> refusedByTheParserAlone() throws IOException {
        return files("refused-by-the-parser-alone");
    }

    /// As JSON, so that what YAML makes of a scalar is what the parser's library makes of it.
    private static List<String> errors(Path file) {
        Object document = new Load(
                        LoadSettings.builder().setAllowDuplicateKeys(true).build())
                .loadAllFromString(read(file))
                .iterator()
                .next();
        String json = JsonMapper.shared().writeValueAsString(document);
        return SCHEMA.validate(json, InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("understood")
    void bothUnderstand(Path file) throws Exception {
        assertThat(ForwardFile.parse(Files.readAllBytes(file), "f.yaml")).isNotNull();
        assertThat(errors(file)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("refused")
    void bothRefuse(Path file) {
        assertThatThrownBy(() -> ForwardFile.parse(Files.readAllBytes(file), "f.yaml"))
                .isInstanceOf(InvalidConfigException.class);
        assertThat(errors(file)).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("refusedByTheParserAlone")
    void whatNoSchemaCanSayTheParserRefuses(Path file) {
        assertThatThrownBy(() -> ForwardFile.parse(Files.readAllBytes(file), "f.yaml"))
                .isInstanceOf(InvalidConfigException.class);
        assertThat(errors(file)).isEmpty();
    }

    @Test
    void thePageAndTheSchemaKnowTheSameKeys() {
        String page = read(DOCS.resolve("port-forward-yaml.md"));
        JsonNode keys = JsonMapper.shared()
                .readTree(read(DOCS.resolve("port-forward.schema.json")))
                .at("/$defs/forward/properties");
        List<String> rows = page.lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(3, line.indexOf('`', 3)))
                .filter(key -> !List.of("version", "forwards").contains(key))
                .toList();
        assertThat(rows).containsExactlyElementsOf(keys.propertyNames());
    }
}
