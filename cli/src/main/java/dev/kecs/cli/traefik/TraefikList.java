package dev.kecs.cli.traefik;

import dev.kecs.cli.console.Table;
import dev.kecs.cli.instance.Connection;
import dev.kecs.cli.instance.InstanceOption;
import dev.kecs.cli.line.Command;
import dev.kecs.cli.line.Description;
import dev.kecs.cli.line.Invocation;
import dev.kecs.cli.line.OutputOption;
import dev.kecs.protocol.control.ControlMethods;
import tools.jackson.databind.JsonNode;

/// `kecs traefik list`
public final class TraefikList implements Command {

    @Override
    public Description description() {
        return new Description(
                        "List the host ports leased to clusters, whether Traefik listens there, and what it leads to.")
                .options(InstanceOption.INSTANCE, OutputOption.OUTPUT)
                .examples("kecs traefik list", "kecs traefik list -o json");
    }

    @Override
    public int run(Invocation invocation) {
        JsonNode ports;
        try (Connection connection = InstanceOption.of(invocation).runningServer()) {
            ports = connection.call(ControlMethods.TRAEFIK_LIST).path("ports");
        }
        OutputOption.of(invocation).print(ports, () -> text(ports));
        return 0;
    }

    /// What it leads to, or why nothing.
    private static String routes(JsonNode port) {
        StringBuilder text = new StringBuilder(port.path("message").asString(""));
        for (JsonNode url : port.path("routes")) {
            text.append(text.isEmpty() ? "" : " ").append(url.asString());
        }
        return text.toString();
    }

    private static String text(JsonNode ports) {
        Table table = new Table("CLUSTER", "REGION", "PORT", "STATE", "ROUTES");
        for (JsonNode port : ports) {
            table.row(
                    port.path("cluster").asString(),
                    port.path("region").asString(),
                    port.path("port").asString(),
                    port.path("state").asString(),
                    routes(port));
        }
        return table.render();
    }
}
