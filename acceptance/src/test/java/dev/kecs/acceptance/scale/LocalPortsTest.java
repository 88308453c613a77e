package dev.kecs.acceptance.scale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.acceptance.product.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/// Scenario 8: local ports that somebody else has, or that many want at once.
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LocalPortsTest {
    private final EchoServices services;
    private final LocalPorts ports;

    LocalPortsTest() throws IOException {
        services = EchoServices.started(1);
        services.forward("warm", 0);
        ports = new LocalPorts(services);
    }

    @AfterAll
    void close() throws IOException {
        services.close();
    }

    @Test
    void aHundredStartsAtOnceGetAHundredPorts() throws Exception {
        ports.aHundredStartsAtOnceGetAHundredPorts();
    }

    @Test
    void aTakenPortIsAnErrorThatNamesItsOwner() throws Exception {
        ports.aTakenPortIsAnErrorThatNamesItsOwner();
    }

    static boolean hasBothLoopbacks() throws IOException {
        return NetworkInterface.getByInetAddress(InetAddress.ofLiteral("::1")) != null;
    }

    @Test
    @EnabledIf("hasBothLoopbacks")
    void aPortThatIsTakenAtTheOtherLoopbackAddressAloneIsTaken() throws Exception {
        try (ServerSocket other = new ServerSocket(FreePort.any(), 1, InetAddress.ofLiteral("::1"))) {
            assertThat(ports.startAt(other.getLocalPort()).exit()).isEqualTo(4);
            new ServerSocket(other.getLocalPort(), 1, InetAddress.ofLiteral("127.0.0.1")).close();
        }
    }

    @Test
    void oneForwardOfAFileThatFailsStopsNoOther() throws Exception {
        ports.oneForwardOfAFileThatFailsStopsNoOther();
    }
}
