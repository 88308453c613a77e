package dev.kecs.agent.port;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PortOwnerTest {
    @Test
    void whatAProgramWasCalledWithStaysOnOneLineAndMovesNoCursor() {
        assertThat(PortOwner.shortened("python3\0-c\0\nimport socket\n\tserve()\u001b[2J\0"))
                .isEqualTo("python3 -c import socket serve() [2J");
    }

    @Test
    void aLongOneIsCutAtEightyCharacters() {
        assertThat(PortOwner.shortened("serve " + "x".repeat(100))).hasSize(80).endsWith("x...");
    }
}
