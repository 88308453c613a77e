package dev.kecs.agent.fuzz;

import org.junit.jupiter.api.Test;

/// Scenario 18, the agent's files: 30,000 of its 1,000,000 inputs. It needs nothing installed.
class StateFilesUnderFireIT {
    @Test
    void whateverStandsInConfigYamlIsUnderstoodOrSetAside() throws Exception {
        try (MemoryDirectory directory = MemoryDirectory.create()) {
            new ConfigFileUnderFire(directory.path()).run(30_000);
        }
    }

    @Test
    void amongOddFilesTheAgentBegins() throws Exception {
        try (MemoryDirectory directory = MemoryDirectory.create()) {
            new StartsUnderFire(directory.path()).run(150);
        }
    }
}
