package dev.kecs.agent.fuzz;

import org.junit.jupiter.api.Test;

/// Some inputs of scenario 18; all of them: [StateFilesUnderFireIT].
class StateFilesUnderFireTest {
    @Test
    void whateverStandsInConfigYamlIsUnderstoodOrSetAside() throws Exception {
        try (MemoryDirectory directory = MemoryDirectory.create()) {
            new ConfigFileUnderFire(directory.path()).run(3000);
        }
    }

    @Test
    void amongOddFilesTheAgentBegins() throws Exception {
        try (MemoryDirectory directory = MemoryDirectory.create()) {
            new StartsUnderFire(directory.path()).run(15);
        }
    }
}
