package dev.kecs.cli.demo;

import dev.kecs.cli.instance.Agent;
import dev.kecs.cli.instance.Connection;
import dev.kecs.cli.instance.Instance;
import dev.kecs.protocol.agent.AgentMethods;
import dev.kecs.protocol.agent.ForwardName;
import dev.kecs.protocol.agent.ForwardWait;
import dev.kecs.protocol.forward.ForwardRequest;
import dev.kecs.protocol.forward.PortPair;
import dev.kecs.protocol.target.Target;
import java.net.InetSocketAddress;
import tools.jackson.databind.JsonNode;

/// The forward to `demo/web`, and the connection to its agent.
final class DemoForward implements AutoCloseable {

    private static final long READY_MILLIS = 30_000;

    private final Connection agent;
    private final String id;
    private final InetSocketAddress address;

    private DemoForward(Connection agent, JsonNode forward) {
        this.agent = agent;
        this.id = forward.path("id").asString();
        this.address = new InetSocketAddress(
                forward.path("address").asString(), forward.path("localPort").asInt());
    }

    /// Starts the forward, or takes the one of an earlier run.
    static DemoForward ready(Instance instance) throws InterruptedException {
        Connection agent = new Agent(instance).connect();
        JsonNode forward = existing(agent);
        if (forward.isMissingNode()) {
            ForwardRequest request =
                    ForwardRequest.to(new Target.OfService("demo", "web")).between(new PortPair(0, null, null));
            forward = agent.call(AgentMethods.FORWARD_START, request);
        }
        DemoForward started = new DemoForward(agent, forward);
        started.awaitReady();
        return started;
    }

    private static JsonNode existing(Connection agent) {
        JsonNode listed = agent.call(AgentMethods.FORWARD_LIST);
        for (JsonNode forward : listed) {
            if (forward.path("cluster").asString("").equals("demo")
                    && forward.path("service").asString("").equals("web")) {
                return forward;
            }
        }
        return listed.path(listed.size());
    }

    void awaitReady() {
        agent.call(AgentMethods.FORWARD_WAIT, ForwardWait.untilReady(id, READY_MILLIS));
    }

    /// Where clients connect.
    InetSocketAddress address() {
        return address;
    }

    /// How many connections are held now.
    long held() {
        return agent.call(AgentMethods.FORWARD_DESCRIBE, new ForwardName(id))
                .path("connections")
                .path("held")
                .asLong(0);
    }

    @Override
    public void close() {
        agent.close();
    }
}
