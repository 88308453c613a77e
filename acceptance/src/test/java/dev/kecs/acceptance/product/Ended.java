package dev.kecs.acceptance.product;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// How a command ended.
///
/// @param out what it wrote to standard output
/// @param err what it wrote to standard error
public record Ended(List<String> command, int exit, String out, String err) {

    public Ended {
        command = List.copyOf(command);
    }

    /// @throws AssertionError when the command failed
    public Ended done() {
        if (exit != 0) {
            throw new AssertionError("not done: " + this);
        }
        return this;
    }

    /// Standard output, which must be one JSON value.
    public JsonNode json() {
        return JsonMapper.shared().readTree(out);
    }

    @Override
    public String toString() {
        return "kecs " + String.join(" ", command) + " ended with " + exit + "\nstdout: " + out + "\nstderr: " + err;
    }
}
