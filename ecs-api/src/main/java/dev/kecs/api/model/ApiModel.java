package dev.kecs.api.model;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// The operations, required members and enum values of the ECS API, read from `facts.txt`.
public final class ApiModel {
    private final Set<String> operations = new HashSet<>();
    private final Map<String, List<String>> required = new HashMap<>();
    private final Map<String, Set<String>> enums = new HashMap<>();

    private ApiModel() {}

    public static ApiModel load() {
        ApiModel model = new ApiModel();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(ApiModel.class.getResourceAsStream("facts.txt"), "facts.txt is missing"),
                StandardCharsets.UTF_8))) {
            lines.lines().map(line -> line.split(" ", -1)).forEach(model::take);
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot read the API's facts", failure);
        }
        return model;
    }

    private void take(String[] words) {
        switch (words[0]) {
            case "op" -> operations.add(words[1]);
            case "shape" -> required.put(words[1], List.of(words[3].split(",", -1)));
            case "enum" -> enums.put(words[1], Set.of(words[2].split("\\|", -1)));
            default -> throw new IllegalStateException("facts.txt has an unknown line: " + words[0]);
        }
    }

    public boolean knows(String operation) {
        return operations.contains(operation);
    }

    List<String> required(String shape) {
        return required.getOrDefault(shape, List.of());
    }

    /// Empty when the member is not an enumeration.
    Set<String> values(String shape, String member) {
        return enums.getOrDefault(shape + "." + member, Set.of());
    }
}
